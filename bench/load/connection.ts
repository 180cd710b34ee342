import { connect, type Socket } from "node:net";
import { type Answer, AnswerReader } from "./response";

type Waiting = { sentAt: number; firstByteAt: number | undefined; done: (outcome: Answered | Error) => void };

/** An answer, and when in milliseconds of `performance.now()` it was asked for, began and ended. */
export type Answered = Answer & { sentAt: number; firstByteAt: number; endedAt: number };

/** One connection that is kept alive, with one request at a time. Made again when the server has closed it. */
export class Connection {
  readonly #port: number;
  readonly #keepsBody: boolean;
  #socket: Socket | undefined;
  #waiting: Waiting | undefined;

  constructor(port: number, { keepsBody = false } = {}) {
    this.#port = port;
    this.#keepsBody = keepsBody;
  }

  /** Send a whole request. `done` is called once, with an error when the connection broke. */
  send(request: string | Buffer, done: Waiting["done"]): void {
    const socket = this.#socket ?? this.#open();
    this.#waiting = { sentAt: performance.now(), firstByteAt: undefined, done };
    socket.write(request);
  }

  /** @throws when the connection broke before the answer had come */
  ask(request: string | Buffer): Promise<Answered> {
    return new Promise((resolve, reject) => {
      this.send(request, (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)));
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    const reader = new AnswerReader(this.#keepsBody);
    socket.on("data", (piece) => {
      const waiting = this.#waiting;
      if (waiting === undefined) return void socket.destroy();
      waiting.firstByteAt ??= performance.now();
      try {
        const answer = reader.read(piece);
        if (answer === undefined) return;
        this.#waiting = undefined;
        const { sentAt, firstByteAt, done } = waiting;
        done({ ...answer, sentAt, firstByteAt, endedAt: performance.now() });
      } catch (error) {
        socket.destroy(error instanceof Error ? error : undefined);
      }
    });
    let cause = new Error("the connection was closed before the answer");
    socket.on("error", (error) => {
      cause = error;
    });
    socket.on("close", () => {
      if (this.#socket === socket) this.#socket = undefined;
      const waiting = this.#waiting;
      this.#waiting = undefined;
      waiting?.done(cause);
    });
    this.#socket = socket;
    return socket;
  }
}
