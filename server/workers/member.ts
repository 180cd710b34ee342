import cluster from "node:cluster";
import { StartError } from "@/server/start-error";
import { barrierOver } from "./barrier";
import { closeLostConnections } from "./lost-connections";
import type { BarrierMessage, Order, Report } from "./message";

/** A worker, as the main process sees it. */
export type Member = {
  readonly pid: number | undefined;
  /** By this process's clock, in milliseconds. */
  readonly startedAt: number;
  /** Have it do something. @throws StartError when it cannot, or ends instead */
  tell(order: Order): Promise<void>;
  wasTold(order: Order["order"]): boolean;
  /** Have it catch up with what is committed. Never rejects. */
  catchUp(): Promise<void>;
  kill(): void;
  /** How it ended, in words that follow on its name. */
  readonly ended: Promise<string>;
  isOver(): boolean;
};

/** Start a worker. @param others waits until all others have caught up with what is committed */
export function forkMember(others: (asker: Member) => Promise<void>): Member {
  const worker = cluster.fork();
  closeLostConnections(worker);
  const { pid } = worker.process;
  const orders = new Map<Order["order"], { done: () => void; failed: (error: Error) => void }>();
  const told = new Set<Order["order"]>();
  let how = "";
  let isUp = () => {};
  // What is sent before would be lost: Node.js hears it, and hands it to nobody.
  const up = new Promise<void>((resolve) => {
    isUp = resolve;
  });
  const barrier = barrierOver(send, () => others(member));
  const ended = new Promise<string>((resolve) => {
    worker.once("exit", (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with exit code ${code}`));
    // One that could not be started never ends. One that was has other errors besides.
    worker.on("error", (error) => pid === undefined && resolve(`did not start (${error.message})`));
  }).then((end) => {
    how = end;
    barrier.ended();
    fail(itsEnd());
    return end;
  });
  worker.on("message", hear);
  const member: Member = {
    pid,
    startedAt: performance.now(),
    ended,
    isOver: () => how !== "",
    tell: (order) =>
      new Promise<void>((done, failed) => {
        told.add(order.order);
        orders.set(order.order, { done, failed });
        if (how !== "") failed(itsEnd());
        void up.then(() => send(order)).then((isHeard) => isHeard || failed(itsEnd()));
      }),
    wasTold: (order) => told.has(order),
    catchUp: barrier.ask,
    kill: () => void worker.process.kill("SIGKILL"),
  };
  return member;

  function send(message: Order | BarrierMessage): Promise<boolean> {
    return new Promise((resolve) => void worker.send(message, (error) => resolve(error === null)));
  }

  function hear(message: Report | BarrierMessage) {
    if ("barrier" in message || "passed" in message) return barrier.hear(message);
    if ("up" in message) return isUp();
    if ("done" in message) return orders.get(message.done)?.done();
    const wroteItself = `A worker (process ${pid}) could not be started: what it wrote above says why.`;
    fail(new StartError(message.failed || wroteItself));
  }

  function fail(error: Error) {
    for (const { failed } of orders.values()) failed(error);
  }

  function itsEnd(): StartError {
    return new StartError(`A worker (process ${pid}) ${how || "is gone"}.`);
  }
}
