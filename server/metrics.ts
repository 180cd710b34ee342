import { createServer, type RequestListener, type Server } from "node:http";
import { holdsSecret } from "@/lib/access-token/secret/in-text";
import { env } from "@/lib/env";
import { instanceMetrics } from "@/lib/metrics/gather";
import { METRICS_TYPE } from "@/lib/metrics/text";
import { boundBody } from "./http/body";
import { valuesOf } from "./http/proper-request";
import { listen } from "./listen";

// One question every few seconds is what comes; whoever is slower than this is no Prometheus.
const LIMITS = { headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };
const IN_URL = "Remove the access token from the URL, and revoke it: URLs are logged on the way.\n";

/**
 * Answer `/metrics` on a port of its own, without a token: whoever reaches the port sees the labels of tokens.
 * @returns what has it answer with metrics instead of a 503, and what ends it
 * @throws StartError when the port is not to be had
 */
export async function listenForMetrics(port: number, host: string | undefined) {
  let isReady = false;
  const answer: RequestListener = async (request, response) => {
    const send = (status: number, body: string, headers: Record<string, string> = {}) => {
      // A body that was too long has been answered meanwhile.
      if (response.headersSent) return;
      const type = status === 200 ? METRICS_TYPE : "text/plain; charset=utf-8";
      response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store", ...headers });
      response.end(request.method === "HEAD" ? undefined : body);
    };
    if (valuesOf(request, "host") > 1) return send(400, "Send one Host header.\n");
    if (holdsSecret(request.url ?? "", env().TOKEN_PREFIX)) return send(400, IN_URL);
    if (!/^\/metrics\/?(\?|$)/.test(request.url ?? "")) return send(404, "Request /metrics.\n");
    if (request.method !== "GET" && request.method !== "HEAD") return send(405, "Use GET.\n", { Allow: "GET, HEAD" });
    if (!isReady) return send(503, "The server is starting.\n", { "Retry-After": "1" });
    try {
      send(200, await instanceMetrics());
    } catch (error) {
      console.error(`metrics: ${error instanceof Error ? error.message : error}`);
      send(503, "The database does not respond.\n", { "Retry-After": "1" });
    }
  };
  const server: Server = createServer(LIMITS, (request, response) => {
    const isTooLong = boundBody(request, response);
    if (!isTooLong()) void answer(request, response);
  });
  await listen(server, { PORT: port, HOST: host, setting: "METRICS_PORT" });
  return {
    open: () => {
      isReady = true;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
