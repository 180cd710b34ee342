import { createServer } from "node:http";
import next from "next";
import { closeDatabase } from "@/db/database";
import { flushUsage } from "@/lib/access-token/usage/record";
import { EnvError } from "@/lib/env";
import { startWork } from "@/lib/work/start";
import { prepareData } from "./server/data";
import { openDatabase } from "./server/database/database";
import { prepareDemo } from "./server/demo";
import { trackRequests } from "./server/drain";
import { prepareFirstAccount } from "./server/first-account";
import { withApi } from "./server/http/api";
import { shortenClientFaults } from "./server/http/client-faults";
import { trustOf } from "./server/http/forwarding";
import { refuse } from "./server/http/refusal";
import { createHttpServer, type Handler } from "./server/http/server";
import { listen, ownOrigin } from "./server/listen";
import { say } from "./server/say";
import { readSettings } from "./server/settings";
import { StartError } from "./server/start-error";
import { ownTheEnd } from "./server/stop";

/**
 * The whole process of an instance: this file alone starts and stops what it consists of. What runs before it (npm start)
 * only sees to dependencies and the build. `NODE_ENV=development` serves the sources instead of the build.
 */
const dev = process.env.NODE_ENV === "development";
const end = ownTheEnd();
const ending = new AbortController();
if (!dev) console.error = shortenClientFaults(console.error);

try {
  await start();
} catch (error) {
  // A sentence for what the operator can mend; a stack for what is a fault of ours.
  const expected = error instanceof EnvError || error instanceof StartError;
  if (!ending.signal.aborted) console.error(expected ? error.message : error);
  await end.stop(1);
}

async function start() {
  const settings = readSettings();
  const opening = openDatabase(settings, ending.signal);
  // Added before it is there: a start that is stopped in the middle of it leaves no PostgreSQL behind.
  await end.add({
    name: "the database",
    patience: 2000,
    run: async () => {
      ending.abort();
      await (await opening.catch(() => undefined))?.close();
    },
  });
  process.env.DATABASE_URL = (await opening).url;
  await end.add({ name: "closing connections", patience: 300, run: closeDatabase });
  let handle: Handler = async (_request, response) => refuse(response, "unavailable", "The server is starting.");
  const server = createHttpServer((request, response) => handle(request, response), {
    trust: trustOf(settings.TRUSTED_PROXIES),
    policy: {
      dev,
      https: settings.APP_URL.startsWith("https:"),
      formActions: settings.OIDC_ISSUER ? [new URL(settings.OIDC_ISSUER).origin] : [],
    },
  });
  const drain = trackRequests(server);
  // Before the schema is changed: a server that cannot have its port leaves the data as it was.
  await listen(server, settings);
  await prepareData(settings);
  const tellAboutDemo = await prepareDemo(settings);
  const setupLink = await prepareFirstAccount(settings);

  await end.add({ name: "writing use", patience: 400, run: flushUsage });
  // Next.js listens for WebSockets on the server it is given: in production on one that never listens.
  const app = next({ dev, port: settings.PORT, hostname: "localhost", httpServer: dev ? server : createServer() });
  // Where Next.js asks this server itself. It would take what the client asked for: https, and a host that may be elsewhere.
  process.env.__NEXT_PRIVATE_ORIGIN = ownOrigin(settings);
  await app.prepare();
  await end.add({ name: "Next.js", patience: 300, run: () => app.close() });
  // After Next.js, whose start keeps everything else waiting: connections would time out.
  const work = await startWork({ databaseUrl: (await opening).url });
  // A mail that is on its way at this moment is given a second; what is left goes on with the next start.
  await end.add({ name: "background work", patience: 1500, run: work.stop });

  const pages = app.getRequestHandler();
  handle = dev || settings.API_THROUGH_NEXT ? pages : withApi(pages);
  await end.add({ name: "requests in flight", patience: 1800, run: () => drain(1500) });
  const seconds = process.uptime().toFixed(1);
  say("Ready", `${settings.APP_URL} (after ${seconds} s; Ctrl-C stops it).`);
  tellAboutDemo?.();
  if (setupLink) say("Next", `make the first account at ${setupLink}`);
}
