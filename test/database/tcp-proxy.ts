import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export type TcpProxy = {
  /** The address of the database by way of the proxy. */
  readonly url: string;
  /** How many connections there are by way of it. */
  connections(): number;
  /** End every connection by a reset, as a firewall or a crash does. New ones are let through. */
  cut(): void;
  /** Let nothing through from now on, not even that a connection ends; nobody is told. What is sent arrives when it is over. */
  blackHole(): void;
  /** Let everything arrive this much later, in both directions. */
  delay(milliseconds: number): void;
  /** End what `blackHole` or `delay` began. */
  heal(): void;
  close(): Promise<void>;
};

/** Between a client and the PostgreSQL at `url`, to break what is between them. */
export async function proxyBefore(url: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(url);
  const pairs = new Set<Pair>();
  const weather: Weather = { isHeld: false, delayMs: 0 };
  const server = createServer((client) => {
    const pair = new Pair(client, connect({ host: hostname, port: Number(port), noDelay: true }), weather);
    pairs.add(pair);
    pair.whenOver(() => pairs.delete(pair));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a proxy listens on a port");
  const behind = new URL(url);
  behind.host = `127.0.0.1:${address.port}`;
  const change = (next: Partial<Weather>) => {
    Object.assign(weather, next);
    for (const pair of pairs) pair.pump();
  };
  return {
    url: behind.href,
    connections: () => pairs.size,
    cut: () => {
      for (const pair of pairs) pair.reset();
    },
    blackHole: () => change({ isHeld: true }),
    delay: (delayMs) => change({ delayMs }),
    heal: () => change({ isHeld: false, delayMs: 0 }),
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const pair of pairs) pair.reset();
      await closed;
    },
  };
}

type Weather = { isHeld: boolean; delayMs: number };

/** A connection from the client, and the one to the server that was made for it. */
class Pair {
  readonly #ways: Way[];
  readonly #sockets: readonly [Socket, Socket];

  constructor(client: Socket, server: Socket, weather: Weather) {
    client.setNoDelay(true);
    this.#sockets = [client, server];
    this.#ways = [new Way(client, server, weather), new Way(server, client, weather)];
  }

  whenOver(tell: () => void): void {
    let open = 2;
    for (const socket of this.#sockets) {
      socket.on("close", () => {
        open -= 1;
        if (open === 0) tell();
      });
    }
  }

  pump(): void {
    for (const way of this.#ways) way.pump();
  }

  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }
}

/** One direction: what has come and is not let through yet, in its order. An empty piece is the end. */
class Way {
  readonly #waiting: { piece: Buffer; dueAt: number }[] = [];
  readonly #to: Socket;
  readonly #weather: Weather;
  #timer: NodeJS.Timeout | undefined;

  constructor(from: Socket, to: Socket, weather: Weather) {
    this.#to = to;
    this.#weather = weather;
    from.on("error", () => {});
    from.on("data", (piece: Buffer) => this.#take(piece));
    from.on("close", () => this.#take(Buffer.alloc(0)));
  }

  pump(): void {
    clearTimeout(this.#timer);
    if (this.#weather.isHeld) return;
    // A delay that is over is over for what waits, too.
    const latest = performance.now() + this.#weather.delayMs;
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const rest = Math.min(next.dueAt, latest) - performance.now();
      if (rest > 0) {
        this.#timer = setTimeout(() => this.pump(), rest);
        return;
      }
      this.#waiting.shift();
      if (next.piece.length === 0) this.#to.destroy();
      else this.#to.write(next.piece);
    }
  }

  #take(piece: Buffer): void {
    this.#waiting.push({ piece, dueAt: performance.now() + this.#weather.delayMs });
    this.pump();
  }
}
