import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { generateSecret } from "@/lib/access-token/secret/secret";
import type { Ended, TestClient } from "./client";

/** The secret that the client asks with, where a test says nothing else. */
export const SECRET = generateSecret("lk", "pat");

/** Something that listens where an instance is expected, for some runs of the client. */
export async function standIn(listener: RequestListener): Promise<{ host: string; close(): void }> {
  const server: Server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    host: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The same for one run of the client. */
export async function runAgainst(
  client: TestClient,
  listener: RequestListener,
  args: readonly string[],
  given: { env?: Record<string, string>; input?: string } = {},
): Promise<Ended & { host: string }> {
  const { host, close } = await standIn(listener);
  try {
    const env = { LATCHKEY_TOKEN: SECRET, LATCHKEY_HOST: host, ...given.env };
    return { host, ...(await client.run(args, { ...given, host, env })) };
  } finally {
    close();
  }
}
