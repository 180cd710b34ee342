import { once } from "node:events";
import type { Server } from "node:http";
import { StartError } from "./start-error";

/** Take connections on `port`, on every address of the machine. @throws StartError when the port is not to be had */
export async function listen(server: Server, port: number): Promise<void> {
  server.listen(port);
  try {
    await once(server, "listening");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") {
      throw new StartError(`Port ${port} is taken by another program: stop that one, or set PORT to another number.`);
    }
    if (code === "EACCES") throw new StartError(`Port ${port} is not for this user: set PORT to one from 1024 on.`);
    throw error;
  }
}
