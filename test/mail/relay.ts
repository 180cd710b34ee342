import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A relay before a TCP service that a test can cut and restore, as a network or a restarting database does. */
export interface Relay {
  port: number;
  /** Break every connection and refuse new ones. */
  cut(): Promise<void>;
  /** Pass nothing more on over the connections there are, and close none: as when a machine vanishes. New ones are relayed. */
  silence(): void;
  /** Accept connections again, on the same port, and relay them to another one if it is given. */
  mend(to?: number): Promise<void>;
}

/** Relay a free port of 127.0.0.1 to `port`. It ends with `cut`. */
export async function relayTo(port: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  let goal = port;
  const open = async (on: number) => {
    const server = createServer((inside) => {
      const outside = connect(goal, "127.0.0.1");
      for (const [from, to] of [
        [inside, outside],
        [outside, inside],
      ] as const) {
        sockets.add(from);
        from.pipe(to);
        // The other side of a broken connection breaks too; what was on its way is lost, as on a network.
        from.on("error", () => to.destroy());
        from.on("close", () => {
          sockets.delete(from);
          to.destroy();
        });
      }
    });
    server.listen(on, "127.0.0.1");
    await once(server, "listening");
    return server;
  };
  let server = await open(0);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a relay listens on a port");
  return {
    port: address.port,
    cut: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    silence: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend: async (to = goal) => {
      goal = to;
      server = await open(address.port);
    },
  };
}
