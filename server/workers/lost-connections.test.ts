import type { Worker } from "node:cluster";
import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { closeLostConnections } from "./lost-connections";

/** A worker as the main process has it, of which only its channel matters here. */
function workerOf() {
  const sent: unknown[] = [];
  const child = Object.assign(new EventEmitter(), { send: (message: unknown) => sent.push(message) > 0 });
  return { worker: Object.assign(new EventEmitter(), { process: child }) as unknown as Worker, child, sent };
}

function connection() {
  const handle = {
    closed: false,
    close: () => {
      handle.closed = true;
    },
  };
  return handle;
}

test("a connection that a worker had not taken when it died is closed, and no other", () => {
  const { worker, child, sent } = workerOf();
  closeLostConnections(worker);
  const [taken, lost] = [connection(), connection()];
  const send = (message: object, handle?: object) => Reflect.apply(child.send, child, [message, handle]);
  send({ act: "newconn", seq: 1 }, taken);
  child.emit("internalMessage", { ack: 1, accepted: true });
  send({ act: "newconn", seq: 2 }, lost);
  send({ order: "open" });
  expect(sent).toHaveLength(3);
  child.emit("exit");
  expect([taken.closed, lost.closed]).toEqual([false, true]);
});
