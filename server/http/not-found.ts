import { get, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { type HeldPage, hasWords, isHtml } from "./held-page";
import { pathOf } from "./proper-request";

const PATIENCE_MS = 5_000;
// Two steps below any page: an address that nobody has.
const NOWHERE = "/-/-";
// Who asks, and what the client can read. By the last, the server knows itself.
const TOLD = ["cookie", "user-agent", "accept", "accept-encoding", "accept-language", "x-first-hop"];

/**
 * A page that is not there, or not for whoever asks, is answered like an address that no page has: with words, also where no
 * script runs. Next.js itself writes them only for the latter.
 * @returns the page of an address that nobody has, as this client gets it; undefined when the answer has words itself, or that has none
 */
export async function pageOfNowhere(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<HeldPage | undefined> {
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
