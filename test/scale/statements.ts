import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A relay before PostgreSQL that reads along what it is asked. */
export type Listener = {
  port: number;
  /** What was asked since the last call of this, in its order, transactions' brackets left out. */
  take(): string[];
  stop(): Promise<void>;
};

/** Relay a free port of 127.0.0.1 to PostgreSQL. The connections must not be encrypted. */
export async function listenAlong(to: { host: string; port: number }): Promise<Listener> {
  const sockets = new Set<Socket>();
  let taken: string[] = [];
  const server = createServer((inside) => {
    const outside = connect(to.port, to.host);
    const read = reader((statement) => taken.push(statement));
    inside.on("data", read);
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
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Cuts a frontend's bytes into messages. @see PostgreSQL, "Message Formats": Parse (P), Bind (B) and Query (Q) */
function reader(found: (statement: string) => void): (chunk: Buffer) => void {
  // What the connection keeps, by its name, is parsed once and asked many times.
  const kept = new Map<string, string>();
  let rest = Buffer.alloc(0);
  // The first message, the start-up, has no type byte.
  let started = false;
  return (chunk) => {
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
      if (type === "Q") found(text(body, 0));
      if (type === "P") kept.set(text(body, 0), text(body, body.indexOf(0) + 1));
      if (type === "B") found(kept.get(text(body, body.indexOf(0) + 1)) ?? "");
    }
  };
}

const text = (body: Buffer, start: number) => body.subarray(start, body.indexOf(0, start)).toString("utf8");
