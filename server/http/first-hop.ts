import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Origin } from "./forwarding";

/** On whose behalf a request is made, and the nonce of the page that it is for. */
export type FirstHop = { origin: Origin; requestId: string; nonce: string };

/** The requests that are being answered, by their words. */
export type FirstHops = ReturnType<typeof rememberFirstHops>;

const HEADER = "x-first-hop";

/**
 * Next.js fetches from this server itself, with the headers of the request that it answers at that moment: a server action that
 * another page has, and the page that an action leads to. So does this server for a page that is not there. Such a request is made on behalf of the first one's client, and is
 * known by a random word that only the first one's headers have, for as long as it is being answered.
 */
export function rememberFirstHops() {
  const open = new Map<string, FirstHop>();
  return {
    /** The request on whose behalf this one is made; undefined for every one that comes from outside. */
    of(headers: IncomingHttpHeaders): FirstHop | undefined {
      const word = headers[HEADER];
      return typeof word === "string" ? open.get(word) : undefined;
    },
    /** Let what Next.js fetches for this request be known. @returns what ends that, for when it is answered */
    remember(headers: IncomingHttpHeaders, hop: FirstHop): () => void {
      const word = randomBytes(16).toString("base64url");
      open.set(word, hop);
      headers[HEADER] = word;
      return () => open.delete(word);
    },
  };
}
