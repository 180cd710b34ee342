"use client";

import { RENDERED_FOR, type SuspensionReason, suspensionReason, UNASKED } from "@/lib/session/rendered-for";

/** What to do with a request that was suspended: resolves when it can be sent again. */
type Suspend = (why: SuspensionReason) => Promise<void>;

let watch: { userId: string; suspend: Suspend } | undefined;
let send: typeof fetch | undefined;

/**
 * Let everything that this document asks of our server say for whom its page was rendered: server actions, and what a page fetches.
 * What the server refused so, since the session ended or another account signed in, has done nothing: it waits for `suspend`, and is
 * sent again as it was. Whoever asked sees an answer that takes longer. What the page asks by itself (`UNASKED`) gets its refusal:
 * nobody waits for it.
 *
 * This stands at `fetch`, which is where all of it passes: React and Next.js offer no other place, and parts that would each have
 * to know of it would forget.
 * @returns takes it back
 */
export function suspendRequests(userId: string, suspend: Suspend): () => void {
  const mine = { userId, suspend };
  watch = mine;
  if (send === undefined) {
    const original = window.fetch.bind(window);
    send = original;
    window.fetch = (input, init) =>
      isOurs(input, init) ? sendSuspendable(original, input, init) : original(input, init);
  }
  return () => {
    if (watch === mine) watch = undefined;
  };
}

/**
 * Whether a page asks this in the name of its account. What the router fetches leads to signing in by itself; what comes as a
 * `Request` could not be sent twice.
 */
function isOurs(input: RequestInfo | URL, init: RequestInit | undefined): boolean {
  if (input instanceof Request || init?.credentials === "omit") return false;
  // The names that Next.js gives the headers of its own requests: for an action, and for a page.
  const headers = new Headers(init?.headers);
  if (headers.has("next-action")) return true;
  return !headers.has("rsc") && new URL(input, window.location.href).origin === window.location.origin;
}

async function sendSuspendable(
  original: typeof fetch,
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<Response> {
  if (watch === undefined) return await original(input, init);
  const headers = new Headers(init?.headers);
  // Also when it is sent again: by then another account may have a page in this place.
  headers.set(RENDERED_FOR, watch.userId);
  const { suspend } = watch;
  for (;;) {
    const answer = await original(input, { ...init, headers });
    const why = suspensionReason(answer.headers);
    if (why === undefined || headers.has(UNASKED)) return answer;
    await answer.body?.cancel();
    await suspend(why);
  }
}
