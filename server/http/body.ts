import type { IncomingMessage, ServerResponse } from "node:http";
import { pathOf } from "./proper-request";
import { refusal } from "./refusal";

// Next.js takes 1 MB in a server action, the API 64 KiB; nothing here takes more.
const MAX_BODY_BYTES = 1024 * 1024;
// Each piece costs some hundred bytes wherever it is kept, be it a single byte; a proper client sends a body of 1 MiB in a few hundred.
const MAX_PIECES = MAX_BODY_BYTES / 64;
// A client that is still sending reads the answer only if its connection is not reset meanwhile.
const LINGER_MS = 1_000;
const LINGER_BYTES = 2 * MAX_BODY_BYTES;

/**
 * Hold the body of a request to 1 MiB, by what its length says and by counting what arrives, however it is sent and whoever
 * reads it, or nobody does, and to so many pieces. A longer one is answered with 413, unless an answer was given before, and
 * its connection ends; a reader gets an error, never a part for the whole. Nothing is kept.
 *
 * What is still to come when the answer is out is read, up to the same limit, and leaves the connection to the next request. After
 * an answer that ends the connection, and past the limit, no more than another 2 MiB are read, for a moment.
 * @returns whether this has ended the request
 */
export function boundBody(request: IncomingMessage, response: ServerResponse): () => boolean {
  // RFC 9112 §6.3: without either of these it has none.
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (length === undefined && encoding === undefined) return () => false;
  const { socket } = request;
  let size = 0;
  let pieces = 0;
  let exceeded = false;
  let isAnswered = false;
  let lingering: NodeJS.Timeout | undefined;
  const push = request.push;
  // All data from the connection passes here. A listener could see as much only by consuming the data itself.
  request.push = (chunk: Buffer | null, ...rest) => {
    size += chunk?.length ?? 0;
    pieces++;
    if (!exceeded && (size > MAX_BODY_BYTES || pieces > MAX_PIECES)) exceed();
    const wantsMore = exceeded || push.call(request, chunk, ...rest);
    if (chunk === null && lingering !== undefined) end();
    // A reader that has stopped would stop the connection: it neither ended nor led to the next request.
    if (!exceeded) return wantsMore || isAnswered;
    return size <= MAX_BODY_BYTES + LINGER_BYTES && pieces <= 2 * MAX_PIECES;
  };
  // What nobody has read when the answer is done, Node.js would drop without counting it, for as long as it comes.
  Object.defineProperty(request, "_dumped", { get: () => false, set: () => {} });
  endAfterRefusal(request, response);
  // Before Node.js closes the connection or waits for the next request on it.
  response.prependOnceListener("finish", () => {
    isAnswered = true;
    if (request.complete && !exceeded) return;
    // Closed with something unread, the connection would be reset, and the answer lost with it.
    socket.destroySoon = () => {
      Reflect.deleteProperty(socket, "destroySoon");
      if (request.complete && !exceeded) socket.destroySoon();
      else linger();
    };
    socket.resume();
  });
  if (Number(length ?? 0) > MAX_BODY_BYTES) exceed();
  return () => exceeded;

  function exceed() {
    exceeded = true;
    if (isAnswered) linger();
    else if (response.headersSent) socket.destroy();
    else refuse(request, response);
  }

  function linger() {
    if (request.complete) return end();
    lingering ??= setTimeout(end, LINGER_MS).unref();
    socket.resume();
  }

  function end() {
    clearTimeout(lingering);
    Reflect.deleteProperty(socket, "destroySoon");
    // A reader of the body would wait for ever: for Node.js this request is over.
    if (exceeded) request.destroy(new Error("The body is too large."));
    socket.destroySoon();
  }
}

/** A reader that has refused a body as too long, with its own limit, reads no further. */
function endAfterRefusal(request: IncomingMessage, response: ServerResponse) {
  const own = response.writeHead;
  const value = (...given: unknown[]) => {
    if (given[0] === 413 && !request.complete) response.shouldKeepAlive = false;
    return Reflect.apply(own, response, given);
  };
  Object.defineProperty(response, "writeHead", { value, configurable: true, writable: true });
}

function refuse(request: IncomingMessage, response: ServerResponse) {
  const { status, headers, body } = refusal("body_too_large", undefined, { path: pathOf(request), wantsPage: false });
  // Whoever was about to answer may still do it, to nobody.
  response.on("error", () => {});
  response.writeHead(status, headers);
  response.end(request.method === "HEAD" ? undefined : body);
}
