import { createServer } from "node:http";
import { startPrincipals } from "@/lib/access-token/authentication/cache/principals";
import { flushUsage } from "@/lib/access-token/usage/record";
import { shareRateLimits } from "@/lib/rate-limit/rate-limits";
import { principalsOf } from "./database/principals";
import { trackRequests } from "./drain";
import { withApi } from "./http/api";
import { rememberFirstHops } from "./http/first-hop";
import { trustOf } from "./http/forwarding";
import { hotPath } from "./http/hot-path";
import { withPackedFiles } from "./http/packed-files";
import { refuse, STARTING } from "./http/refusal";
import { type AtOnce, createHttpServer, type Handler } from "./http/server";
import { listen, listenToItself, ownOrigin } from "./listen";
import type { Settings } from "./settings";
import type { End } from "./stop";

/** What answers requests: the server, and Next.js behind it. Until `open` each answer is a 503. */
export type Service = {
  /** Take connections on the port. @throws StartError when it is not to be had */
  listen(): Promise<void>;
  /** Have everything that answers. The database is there by now. */
  prepare(): Promise<void>;
  /** Answer from now on. */
  open(): Promise<void>;
};

/**
 * The part of an instance that serves, in the process that does all or in one of several workers.
 * @param options.end what is added to it here stops in its turn
 * @param options.shared others listen on the port too: Next.js needs another one by which it reaches this very process
 */
export function createService(
  settings: Settings,
  { dev, end, shared }: { dev: boolean; end: Pick<End, "add">; shared: boolean },
): Service {
  const starting: Handler = async (_request, response) => refuse(response, "unavailable", STARTING);
  let handle = starting;
  let answer = starting;
  let atOnce: AtOnce = () => false;
  const firstHops = rememberFirstHops();
  const trust = trustOf(settings.TRUSTED_PROXIES);
  const policy = {
    dev,
    https: settings.APP_URL.startsWith("https:"),
    formActions: settings.OIDC_ISSUER ? [new URL(settings.OIDC_ISSUER).origin] : [],
  };
  const server = createHttpServer((request, response) => handle(request, response), {
    trust,
    policy,
    atOnce: (request, response, otherwise) => atOnce(request, response, otherwise),
    firstHops,
  });
  const drain = trackRequests(server);

  return {
    listen: () => listen(server, settings),
    prepare: async () => {
      // Before anything is served, and until nothing is: every change is seen by this process before it is acknowledged.
      const principals = await startPrincipals(principalsOf(settings, process.env.DATABASE_URL ?? ""));
      await end.add({ name: "remembered principals", patience: 300, run: principals.stop });
      await end.add({ name: "writing use", patience: 400, run: flushUsage });
      if (settings.REDIS_URL !== undefined) {
        const { stop } = await shareRateLimits(settings.REDIS_URL, (sentence) =>
          console.error(`rate limits: ${sentence}`),
        );
        await end.add({ name: "shared counters", patience: 300, run: stop });
      }
      // Where Next.js asks this server itself. It would take what the client asked for: https, and a host that may be elsewhere.
      process.env.__NEXT_PRIVATE_ORIGIN = shared ? await listenToItself(server, firstHops) : ownOrigin(settings);
      // Loaded here, since the main process of several has no use for it.
      const { default: next } = await import("next");
      // Next.js listens for WebSockets on the server it is given: in production on one that never listens.
      const httpServer = dev ? server : createServer();
      const app = next({ dev, port: settings.PORT, hostname: "localhost", httpServer });
      await app.prepare();
      await end.add({ name: "Next.js", patience: 300, run: () => app.close() });
      const pages = dev ? app.getRequestHandler() : withPackedFiles(app.getRequestHandler());
      answer = dev || settings.API_THROUGH_NEXT ? pages : withApi(pages);
    },
    open: async () => {
      handle = answer;
      if (!dev && !settings.API_THROUGH_NEXT) atOnce = hotPath(trust, policy);
      await end.add({ name: "requests in flight", patience: 1800, run: () => drain(1500) });
    },
  };
}
