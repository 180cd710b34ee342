import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** What PgBouncer takes when a connection begins. */
const KNOWN = ["user", "database", "application_name", "client_encoding"];

type Session = { socket: Socket; client?: Client | undefined };
type Client = { socket: Socket; session?: Session | undefined };
type Limits = {
  /** How many it has: whoever comes beyond that is taken, and waits until one is over. */
  sessions?: number;
  /** After how many statements it passes on no more. */
  statements?: number;
};

/**
 * A pooler before the PostgreSQL at `url` that does what matters of PgBouncer: it refuses parameters of a connection that it does
 * not know, and in transaction mode each transaction gets the session that was used last. In statement mode there are none. Clients sign in to PostgreSQL themselves.
 * @returns the address of the database behind it
 */
export async function poolerBefore(
  url: string,
  mode: "session" | "transaction" | "statement",
  { sessions: most = Number.POSITIVE_INFINITY, statements: left = Number.POSITIVE_INFINITY }: Limits = {},
) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const idle: Session[] = [];
  const waiting: (() => void)[] = [];
  let open = 0;
  let passed = 0;
  const server = createServer((socket) => {
    const client: Client = { socket: heard(socket) };
    onMessages(socket, { skipped: (startup) => begin(client, startup), each: (message) => serve(client, message) });
    // What a client leaves in the middle is no session for others.
    socket.on("close", () => client.session?.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a pooler listens on a port");
  const behind = new URL(url);
  behind.host = `127.0.0.1:${address.port}`;
  return {
    url: behind.href,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };

  function heard(socket: Socket): Socket {
    sockets.add(socket);
    return socket.on("error", () => {});
  }

  function begin(client: Client, startup: Buffer) {
    const unknown = parametersOf(startup).find((name) => !KNOWN.includes(name));
    if (unknown !== undefined) return void client.socket.end(fatal(`unsupported startup parameter: ${unknown}`));
    if (client.socket.destroyed) return;
    if (open === most) return void waiting.push(() => begin(client, startup));
    open++;
    const session: Session = { socket: heard(connect(Number(port), hostname)), client };
    client.session = session;
    session.socket.write(startup);
    session.socket.on("close", () => {
      session.client?.socket.destroy();
      open--;
      while (open < most && waiting.length > 0) waiting.shift()?.();
    });
    onMessages(session.socket, { each: (message) => answer(session, message) });
  }

  // There is one for everyone: each client brought its own.
  function serve(client: Client, message: Buffer) {
    if (typeOf(message) === "X") return void client.socket.end();
    if (typeOf(message) === "Q" && ++passed > left) return;
    if (mode === "statement" && /^begin/i.test(message.toString("latin1", 5)))
      return void client.socket.end(fatal("transaction blocks not allowed in statement pooling mode"));
    client.session ??= idle.pop();
    if (client.session) client.session.client = client;
    client.session?.socket.write(message);
  }

  function answer(session: Session, message: Buffer) {
    session.client?.socket.write(message);
    // Ready for a query, outside of any transaction.
    if (mode === "session" || typeOf(message) !== "Z" || message.toString("latin1", 5) !== "I") return;
    if (session.client) session.client.session = undefined;
    session.client = undefined;
    idle.push(session);
  }
}

/** Each message of PostgreSQL's protocol: its type, its length with itself, and that much. The very first one has no type. */
function onMessages(
  socket: Socket,
  { skipped, each }: { skipped?: (startup: Buffer) => void; each: (message: Buffer) => void },
) {
  let rest = Buffer.alloc(0);
  let first = skipped;
  socket.on("data", (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const offset = first ? 0 : 1;
      if (rest.length < offset + 4) return;
      const end = offset + rest.readUInt32BE(offset);
      if (rest.length < end) return;
      const message = rest.subarray(0, end);
      rest = rest.subarray(end);
      if (first) first(message);
      else each(message);
      first = undefined;
    }
  });
}

function typeOf(message: Buffer): string {
  return message.toString("latin1", 0, 1);
}

// Its length and the version of the protocol, then names and values by turns.
function parametersOf(startup: Buffer): string[] {
  return startup
    .toString("utf8", 8)
    .split("\0")
    .filter((text, index) => index % 2 === 0 && text !== "");
}

function fatal(message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C08P01\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeUInt32BE(4 + fields.length, 1);
  return Buffer.concat([head, fields]);
}
