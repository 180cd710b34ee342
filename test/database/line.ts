import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A line to a TCP service that a test can hold up and cut, as networks do. */
export interface Line {
  readonly port: number;
  /** Let nothing through any more, or no answers, and say nothing of it. What is on its way waits. */
  hold(what?: "everything" | "answers"): void;
  /** How much waits. */
  waiting(): number;
  /** Let everything through again, also what waited. */
  release(): void;
  /** Deliver each answer so much later. */
  delay(ms: number): void;
  /** Reset every connection. New ones are let through. */
  reset(): void;
  /** How many connections there are. */
  connections(): number;
  close(): Promise<void>;
}

/** A line to `port` of 127.0.0.1. */
export async function lineTo(port: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let held: "nothing" | "everything" | "answers" = "nothing";
  let lateMs = 0;
  const waiting: (() => void)[] = [];
  const server = createServer((inside) => {
    const outside = connect(port, "127.0.0.1");
    for (const [from, to] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      sockets.add(from);
      from.on("data", (chunk) => {
        const pass = () => {
          if (!to.destroyed) to.write(chunk);
        };
        if (held === "everything" || (held === "answers" && from === outside)) waiting.push(pass);
        else if (lateMs > 0 && from === outside) setTimeout(pass, lateMs);
        else pass();
      });
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a line listens on a port");
  return {
    port: address.port,
    hold: (what = "everything") => {
      held = what;
    },
    waiting: () => waiting.length,
    release: () => {
      held = "nothing";
      for (const pass of waiting.splice(0)) pass();
    },
    delay: (ms) => {
      lateMs = ms;
    },
    reset: () => {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    connections: () => sockets.size / 2,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The address of a database at the other end of a line. */
export function overLine(url: string, line: Line): string {
  const behind = new URL(url);
  behind.host = `127.0.0.1:${line.port}`;
  return behind.href;
}
