import { type IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Route } from "@/app/api/routes";
import { SERVED_ROUTES } from "@/app/api/served-routes";
import { refusal, withCommonHeaders } from "@/lib/api/answer/refusal";
import { textOf } from "@/lib/api/answer/text-response";
import { isApiPath, pathBelowApi, refusedAtGate } from "@/lib/api/gate";
import { urlOf } from "@/lib/api/request/url";
import { pathOf } from "./proper-request";
import type { Handler } from "./server";

/**
 * Answer the public API here, by the modules that stand in app/api, and leave everything else to `pages`. Next.js would spend more
 * on each request than all that the API itself does.
 */
export function withApi(pages: Handler): Handler {
  const router = routerOf(SERVED_ROUTES);
  const answer = getRequestListener(
    async (request, { outgoing }) => {
      const found = await answered(router, request);
      // The server itself answers a body that is too long, broke off or is malformed.
      if (outgoing.headersSent) return RESPONSE_ALREADY_SENT;
      const text = textOf(found);
      if (text === undefined || !(outgoing instanceof ServerResponse)) return found;
      sendText(found, text, outgoing);
      return RESPONSE_ALREADY_SENT;
    },
    { overrideGlobalObjects: false },
  );
  return async (request, response) => {
    if (!isApiPath(pathOf(request))) return await pages(request, response);
    request.rawHeaders = rawHeadersOf(request);
    await answer(request, response);
  };
}

/** Send a response whose body is this text, without the stream that its body is otherwise. */
function sendText({ status, headers }: Response, text: string, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { ...Object.fromEntries(headers), "content-length": Buffer.byteLength(text) });
  outgoing.end(text);
}

async function answered(router: Hono, request: Request): Promise<Response> {
  try {
    return (await refusedAtGate(request)) ?? (await router.fetch(request));
  } catch (error) {
    // Each handler answers its own faults; this is one of the way to it.
    return withCommonHeaders(refusal(error, request), request);
  }
}

/** Which module answers a path, as Next.js finds it by the folders' names. With and without the trailing slash is one path. */
export function routerOf(routes: Readonly<Record<string, Route>>): Hono {
  const router = new Hono({ getPath: (request) => pathBelowApi(urlOf(request).pathname) });
  for (const [folder, route] of Object.entries(routes).sort(([one], [other]) => precedence(one) - precedence(other))) {
    for (const [method, handle] of Object.entries(route)) {
      // A catch-all has no name here: nothing asks what it caught.
      const path = `/api/${folder.replaceAll(/\[\[\.\.\.\w+\]\]/g, "*").replaceAll(/\[(\w+)\]/g, ":$1")}`;
      router.on(method, path, ({ req }) => handle(req.raw, { params: Promise.resolve(req.param()) }));
    }
  }
  router.onError((error) => {
    throw error;
  });
  return router;
}

/** A word before what stands for any, at the first place where two paths differ; a catch-all last. */
function precedence(folder: string): number {
  if (folder.includes("[[")) return Number.MAX_SAFE_INTEGER;
  return folder.split("/").reduce((sum, part, place) => sum + (part.startsWith("[") ? 1 / 2 ** place : 0), 0);
}

/** What is made of it reads these, where a client's own word would still be. */
function rawHeadersOf(request: IncomingMessage): string[] {
  return Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().flatMap((one) => [name, one]),
  );
}
