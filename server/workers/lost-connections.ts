import type { Worker } from "node:cluster";

/** What Node.js says to a worker when it hands over a connection, and what the worker says when it has it. */
type HandedOver = { seq?: unknown };
type Taken = { ack?: unknown };
type Closable = { close(): void };

/**
 * Close the connections that were being handed to a worker when it died. Node.js forgets them, open as they are, and their clients
 * would wait for ever for an answer.
 */
export function closeLostConnections(worker: Worker): void {
  const child = worker.process;
  const handed = new Map<unknown, Closable>();
  const send = child.send;
  child.send = (...given: unknown[]) => {
    const [message, handle] = given;
    if (isObject<HandedOver>(message) && isObject<Closable>(handle)) handed.set(message.seq, handle);
    return Reflect.apply(send, child, given);
  };
  child.on("internalMessage", (message: unknown) => {
    if (isObject<Taken>(message)) handed.delete(message.ack);
  });
  child.once("exit", () => {
    for (const handle of handed.values()) handle.close();
  });
}

function isObject<Shape extends object>(value: unknown): value is Shape {
  return typeof value === "object" && value !== null;
}
