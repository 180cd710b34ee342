import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A relay before PostgreSQL that reads along what it is asked. */
export type Listener = {
  port: number;
  /** What was asked since the last call of this, in its order, transactions' brackets left out. */
  take(): string[];
  /** Resolves when every statement and transaction that was begun has ended. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
};

/** Relay a free port of 127.0.0.1 to PostgreSQL. The connections must not be encrypted. */
export async function listenAlong(to: { host: string; port: number }): Promise<Listener> {
  const sockets = new Set<Socket>();
  const busy = new Set<Socket>();
  const whenQuiet: (() => void)[] = [];
  const settle = (socket: Socket) => {
    busy.delete(socket);
    if (busy.size === 0) for (const resolve of whenQuiet.splice(0)) resolve();
  };
  let taken: string[] = [];
  const server = createServer((inside) => {
    const outside = connect(to.port, to.host);
    let unanswered = 0;
    const asked = messages(false);
    const answered = messages(true);
    const find = statementFinder((statement) => taken.push(statement));
    inside.on("data", (chunk) =>
      asked(chunk, (type, body) => {
        find(type, body);
        // The start-up, a query or the end of several messages is answered with "ready for query" once.
        if (!/^[QS]?$/.test(type)) return;
        unanswered++;
        busy.add(inside);
      }),
    );
    outside.on("data", (chunk) =>
      answered(chunk, (type, body) => {
        if (type !== "Z") return;
        unanswered--;
        if (unanswered === 0 && String.fromCharCode(body[0] ?? 0) === "I") settle(inside);
      }),
    );
    inside.pipe(outside);
    outside.pipe(inside);
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        settle(inside);
        other.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a relay listens on a port");
  return {
    port: address.port,
    take: () => {
      const these = taken.filter((statement) => !/^\s*(begin|commit|rollback|start transaction|set )/i.test(statement));
      taken = [];
      return these;
    },
    quiet: async () => {
      if (busy.size > 0) await new Promise<void>((resolve) => whenQuiet.push(resolve));
    },
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Cuts bytes into messages. The first one of a frontend, the start-up, has no type byte. */
function messages(started: boolean): (chunk: Buffer, found: (type: string, body: Buffer) => void) => void {
  let rest = Buffer.alloc(0);
  return (chunk, found) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      const type = started ? String.fromCharCode(rest[0] ?? 0) : "";
      const body = rest.subarray(head + 4, length);
      rest = rest.subarray(length);
      started = true;
      found(type, body);
    }
  };
}

/** Finds statements in a frontend's messages. @see PostgreSQL, "Message Formats": Parse (P), Bind (B) and Query (Q) */
function statementFinder(found: (statement: string) => void): (type: string, body: Buffer) => void {
  // What the connection keeps, by its name, is parsed once and asked many times.
  const kept = new Map<string, string>();
  return (type, body) => {
    if (type === "Q") found(text(body, 0));
    if (type === "P") kept.set(text(body, 0), text(body, body.indexOf(0) + 1));
    if (type === "B") found(kept.get(text(body, body.indexOf(0) + 1)) ?? "");
  };
}

const text = (body: Buffer, start: number) => body.subarray(start, body.indexOf(0, start)).toString("utf8");
