import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { pathOf } from "./proper-request";
import { refusal } from "./refusal";

// Next.js takes 1 MB in a server action, the API 64 KiB; nothing here takes more.
const MAX_BODY_BYTES = 1024 * 1024;
// Each piece costs some hundred bytes wherever it is kept, be it a single byte; a proper client sends a body of 1 MiB in a few hundred.
const MAX_PIECES = MAX_BODY_BYTES / 64;
// A client that is still sending reads the answer only if its connection is not reset meanwhile.
const LINGER_MS = 1_000;

/**
 * Hold the body of a request to 1 MiB, by what its length says and by counting what arrives, however it is sent and whoever
 * reads it, or nobody does, and to so many pieces. A longer one is answered with 413, unless an answer was given before, and
 * its connection ends; a reader gets an error, never a part for the whole. Nothing is kept.
 * @returns whether this has ended the request
 */
export function boundBody(request: IncomingMessage, response: ServerResponse): () => boolean {
  // RFC 9112 §6.3: without either of these it has none.
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (length === undefined && encoding === undefined) return () => false;
  let size = 0;
  let pieces = 0;
  let exceeded = false;
  let arrived = () => {};
  const end = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const push = request.push;
  // All data from the connection passes here. A listener could see as much only by consuming the data itself.
  request.push = (chunk: Buffer | null, ...rest) => {
    size += chunk?.length ?? 0;
    pieces++;
    if (!exceeded && (size > MAX_BODY_BYTES || pieces > MAX_PIECES)) exceed();
    if (!exceeded) return push.call(request, chunk, ...rest);
    if (chunk === null) arrived();
    return true;
  };
  // What nobody has read when the answer is done, Node.js would drop without counting it, for as long as it comes.
  Object.defineProperty(request, "_dumped", { get: () => false, set: () => {} });
  if (Number(length ?? 0) > MAX_BODY_BYTES) exceed();
  return () => exceeded;

  function exceed() {
    exceeded = true;
    void refuse(request, response, end);
  }
}

/** The answer is whole at once; what still comes is dropped, until it `end`s or for a moment. */
async function refuse(request: IncomingMessage, response: ServerResponse, end: Promise<void>) {
  if (response.headersSent) return void request.socket.destroy();
  const { status, headers, body } = refusal("body_too_large", undefined, { path: pathOf(request), wantsPage: false });
  response.writeHead(status, headers);
  response.write(request.method === "HEAD" ? "" : body);
  request.resume();
  await Promise.race([end, sleep(LINGER_MS, undefined, { ref: false })]);
  // A reader of the body would wait for ever: for Node.js this request is over.
  response.end(() => request.destroy(new Error("The body is too large.")));
}
