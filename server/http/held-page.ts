import type { ServerResponse } from "node:http";
import { unzipSync } from "node:zlib";

/** What is answered in the place of a page that was held back, with its status unless there is another. */
export type HeldPage = { body: Buffer; encoding: string | undefined; status?: number };

// What Next.js answers where a page says `notFound()` or fails: nothing but scripts, which bring the words.
const WITHOUT_WORDS = '<html id="__next_error__"';
// What the parts of Next.js that answer put in the place of a response's own, compression included.
const REPLACED = ["writeHead", "flushHeaders", "write", "end", "on"];

/**
 * @param status of the page
 * @param type of its content, as its header says
 * @returns what finds another in its place, if any; the headers stay those of the page
 */
type Instead = (status: number, type: unknown) => ((body: Buffer) => Promise<HeldPage | undefined>) | undefined;

/** Hold an answer back if it turns out to be a page that another may be answered for. */
export function holdPage(response: ServerResponse, instead: Instead): void {
  const parts: Buffer[] = [];
  let isHeld: boolean | undefined;
  const holds = () => {
    isHeld ??= !response.headersSent && foundBy(instead, response) !== undefined;
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
    void finish(response, Buffer.concat(parts), instead);
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

function foundBy(instead: Instead, response: ServerResponse) {
  return instead(response.statusCode, response.getHeader("content-type"));
}

async function finish(response: ServerResponse, body: Buffer, instead: Instead): Promise<void> {
  const page = await foundBy(instead, response)?.(body).catch(() => undefined);
  for (const name of REPLACED) Reflect.deleteProperty(response, name);
  if (page === undefined) return void response.end(body);
  response.removeHeader("content-encoding");
  response.removeHeader("content-length");
  if (page.encoding !== undefined) response.setHeader("content-encoding", page.encoding);
  if (page.status !== undefined) response.statusCode = page.status;
  response.end(page.body);
}

/** Whether a page says something without its scripts. One that cannot be read is taken to. */
export function hasWords(body: Buffer, encoding: unknown): boolean {
  return textOf(body, encoding)?.includes(WITHOUT_WORDS) !== true;
}

/** The document as it was before it was compressed; undefined where that is not known. */
export function textOf(body: Buffer, encoding: unknown): string | undefined {
  if (encoding === undefined) return body.toString();
  return encoding === "gzip" || encoding === "deflate" ? unzipSync(body).toString() : undefined;
}

export function isHtml(type: unknown): boolean {
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
