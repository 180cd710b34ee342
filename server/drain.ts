import type { Server, ServerResponse } from "node:http";
import { setImmediate as othersRun, setTimeout as sleep } from "node:timers/promises";
import { isBeingSent } from "./http/hot/send";

/** Count the requests in flight, to let them finish at shutdown. */
export function trackRequests(server: Server) {
  const open = new Set<ServerResponse>();
  server.on("request", (_request, response: ServerResponse) => {
    // What was answered while it was handed over, as nearly every check of a token is, is in nobody's hands any more.
    if (response.writableEnded || isBeingSent(response)) return;
    open.add(response);
    response.once("close", () => open.delete(response));
  });

  /**
   * Take no more connections, let the requests in flight finish, and cut off what is left after `patience` milliseconds:
   * idle connections at once, slow clients then.
   */
  return async function drain(patience: number): Promise<void> {
    server.close();
    server.closeIdleConnections();
    // A client with a persistent connection learns that it closes, and sends its next request elsewhere.
    for (const response of open) if (!response.headersSent) response.setHeader("Connection", "close");
    await othersRun();
    for (const end = performance.now() + patience; open.size > 0 && performance.now() < end; ) await sleep(10);
    server.closeAllConnections();
  };
}
