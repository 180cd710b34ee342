import { get, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { unzipSync } from "node:zlib";
import { pathOf } from "./proper-request";

// What Next.js answers where a page that exists says `notFound()`: nothing but scripts, which fetch the words.
const WITHOUT_WORDS = '<html id="__next_error__"';
const PATIENCE_MS = 5_000;
// Two steps below any page: an address that nobody has.
const NOWHERE = "/-/-";
// Who asks, and what the client can read. By the last, the server knows itself.
const TOLD = ["cookie", "user-agent", "accept", "accept-encoding", "accept-language", "x-first-hop"];
// What the parts of Next.js that answer put in the place of a response's own, compression included.
const REPLACED = ["writeHead", "flushHeaders", "write", "end", "on"];

/**
 * A page that is not there, or not for whoever asks, is answered like an address that no page has: with words, also where no
 * script runs. Next.js itself writes them only for the latter. Everything else is answered as it comes.
 */
export function giveWordsToNotFound(request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "GET") return;
  const parts: Buffer[] = [];
  let isHeld: boolean | undefined;
  const holds = () => {
    isHeld ??= !response.headersSent && response.statusCode === 404 && isHtml(response.getHeader("content-type"));
    return isHeld;
  };
  replace(response, "writeHead", (given, go) => (holds() ? response : go(given)));
  replace(response, "flushHeaders", (given, go) => (holds() ? undefined : go(given)));
  replace(response, "write", (given, go) => {
    if (!holds()) return go(given);
    keep(given);
    return true;
  });
  replace(response, "end", (given, go) => {
    if (!holds()) return go(given);
    keep(given);
    void finish(request, response, Buffer.concat(parts));
    return response;
  });

  function keep(given: unknown[]) {
    const [part, encoding] = given;
    if (typeof part === "string") parts.push(Buffer.from(part, encoding === "latin1" ? encoding : "utf8"));
    else if (part instanceof Uint8Array) parts.push(Buffer.from(part));
    const told = given.find((one) => typeof one === "function");
    if (typeof told === "function") queueMicrotask(() => told());
  }
}

async function finish(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
  const page = await findInstead(request, response, body).catch(() => undefined);
  for (const name of REPLACED) Reflect.deleteProperty(response, name);
  if (page === undefined) return void response.end(body);
  response.removeHeader("content-encoding");
  response.removeHeader("content-length");
  if (page.encoding !== undefined) response.setHeader("content-encoding", page.encoding);
  response.end(page.body);
}

type Page = { body: Buffer; encoding: string | undefined };

/** The page of an address that nobody has, as this client gets it. Undefined when the answer has words itself, or that has none. */
async function findInstead(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<Page | undefined> {
  if (hasWords(body, response.getHeader("content-encoding"))) return undefined;
  const { localAddress, localPort } = request.socket;
  const told = Object.entries(request.headers).filter(([name]) => TOLD.includes(name));
  const nowhere = {
    host: localAddress,
    port: localPort,
    path: `${pathOf(request).replace(/\/+$/, "")}${NOWHERE}`,
    headers: { ...Object.fromEntries(told), host: "localhost" },
    agent: false,
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(nowhere, resolve).on("error", reject);
  });
  const [words, encoding] = [await buffer(answer), answer.headers["content-encoding"]];
  const isPage = answer.statusCode === 404 && isHtml(answer.headers["content-type"]) && hasWords(words, encoding);
  return isPage ? { body: words, encoding } : undefined;
}

function hasWords(body: Buffer, encoding: unknown): boolean {
  if (encoding !== undefined && encoding !== "gzip" && encoding !== "deflate") return true;
  return !(encoding === undefined ? body : unzipSync(body)).includes(WITHOUT_WORDS);
}

function isHtml(type: unknown): boolean {
  return typeof type === "string" && type.startsWith("text/html");
}

/** @param instead gets what the method is given, and how to go on with it */
function replace(
  response: ServerResponse,
  name: "writeHead" | "flushHeaders" | "write" | "end",
  instead: (given: unknown[], go: (given: unknown[]) => unknown) => unknown,
): void {
  const own = response[name];
  const go = (given: unknown[]) => Reflect.apply(own, response, given);
  const value = (...given: unknown[]) => instead(given, go);
  Object.defineProperty(response, name, { value, configurable: true, writable: true });
}
