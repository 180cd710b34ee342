import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { FirstHops } from "./http/first-hop";
import { StartError } from "./start-error";

type Address = { PORT: number; HOST?: string | undefined; setting?: string };

/** Listen on a port, on one address or on all of the machine. @throws StartError when it is not available */
export async function listen(server: Server, { PORT: port, HOST: host, setting = "PORT" }: Address): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") {
      throw new StartError(`Port ${port} is in use by another program: stop it, or set ${setting} to another port.`);
    }
    if (code === "EACCES") throw new StartError(`This user can't use port ${port}: set ${setting} to 1024 or higher.`);
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
      throw new StartError("HOST is not an address of this machine: set it to one that is, or remove it.");
    }
    throw error;
  }
}

/** The URL by which this server reaches itself. */
export function ownOrigin({ PORT: port, HOST: host = "" }: Address): string {
  const everywhere = ["", "0.0.0.0", "::"].includes(host);
  return `http://${everywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host}:${port}`;
}

/**
 * Let Next.js reach this very process where others listen on its port too: what it fetches for a request that is being answered is
 * answered here, by `server`. Nothing else is.
 * @returns the address, by HTTP
 */
export async function listenToItself(server: Server, firstHops: FirstHops): Promise<string> {
  const own = createServer((request, response) => {
    if (firstHops.of(request.headers) === undefined) request.socket.destroy();
    else server.emit("request", request, response);
  });
  // Not shared, and not for long: it ends with the process.
  own.listen({ port: 0, host: "127.0.0.1", exclusive: true }).unref();
  await once(own, "listening");
  const address = own.address();
  if (address === null || typeof address === "string") throw new Error("it listens on no port");
  return ownOrigin({ PORT: address.port });
}
