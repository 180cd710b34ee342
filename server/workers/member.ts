import cluster from "node:cluster";
import type { Metrics } from "@/lib/metrics/registry";
import { StartError } from "@/server/start-error";
import { askingOver } from "./asking";
import { barrierOver } from "./barrier";
import { closeLostConnections } from "./lost-connections";
import type { Order, Question, Report } from "./message";

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
  /** Its own metrics, or none where it says nothing. Never rejects. */
  metrics(): Promise<Metrics[]>;
  kill(): void;
  /** How it ended, in words that follow on its name. */
  readonly ended: Promise<string>;
  isOver(): boolean;
};

/** What a worker may ask of the others, by way of this process. */
export type Others = {
  /** Wait until they have caught up with what is committed. */
  catchUp(asker: Member): Promise<void>;
  /** Their metrics, and this process's. */
  metrics(asker: Member): Promise<Metrics[]>;
};

/** Start a worker. */
export function forkMember(others: Others): Member {
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
  const barrier = barrierOver(send, () => others.catchUp(member));
  const metrics = askingOver({ about: "metrics", send, find: () => others.metrics(member), nothing: [] as Metrics[] });
  const ended = new Promise<string>((resolve) => {
    worker.once("exit", (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with exit code ${code}`));
    // One that could not be started never ends. One that was has other errors besides.
    worker.on("error", (error) => pid === undefined && resolve(`did not start (${error.message})`));
  }).then((end) => {
    how = end;
    barrier.ended();
    metrics.ended();
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
    metrics: metrics.ask,
    kill: () => void worker.process.kill("SIGKILL"),
  };
  return member;

  function send(message: Order | Question): Promise<boolean> {
    return new Promise((resolve) => void worker.send(message, (error) => resolve(error === null)));
  }

  function hear(message: Report | Question) {
    if ("about" in message) {
      for (const question of [barrier, metrics]) question.hear(message);
      return;
    }
    if ("up" in message) return isUp();
    if ("done" in message) return orders.get(message.done)?.done();
    const wroteItself = `A worker (process ${pid}) could not be started: see its output above.`;
    fail(new StartError(message.failed || wroteItself));
  }

  function fail(error: Error) {
    for (const { failed } of orders.values()) failed(error);
  }

  function itsEnd(): StartError {
    return new StartError(`A worker (process ${pid}) ${how || "is gone"}.`);
  }
}
