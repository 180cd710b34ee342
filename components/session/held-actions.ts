"use client";

import { type HeldBack, heldBack, RENDERED_FOR } from "@/lib/session/rendered-for";

/** What to do with a call that was held back: resolves when it can be sent again. */
type Hold = (why: HeldBack) => Promise<void>;

let watch: { userId: string; hold: Hold } | undefined;
let send: typeof fetch | undefined;

/**
 * Let every server action that this document calls say for whom its page was rendered. One that the server held back, since the
 * session ended or another account signed in, has done nothing: it waits for `hold`, and is sent again as it was. Whoever called
 * it sees an answer that takes longer.
 *
 * This stands at `fetch`, which is where every action passes: React and Next.js offer no other place, and forms that would each
 * have to know of it would forget.
 * @returns takes it back
 */
export function holdActions(userId: string, hold: Hold): () => void {
  const mine = { userId, hold };
  watch = mine;
  if (send === undefined) {
    const original = window.fetch.bind(window);
    send = original;
    window.fetch = (input, init) => (isAction(init) ? sendAction(original, input, init) : original(input, init));
  }
  return () => {
    if (watch === mine) watch = undefined;
  };
}

// The name that Next.js gives the header which says which action is called.
const isAction = (init: RequestInit | undefined): init is RequestInit => new Headers(init?.headers).has("next-action");

async function sendAction(original: typeof fetch, input: RequestInfo | URL, init: RequestInit): Promise<Response> {
  if (watch === undefined) return await original(input, init);
  const headers = new Headers(init.headers);
  // Also when it is sent again: by then another account may have a page in this place.
  headers.set(RENDERED_FOR, watch.userId);
  const { hold } = watch;
  for (;;) {
    const answer = await original(input, { ...init, headers });
    const why = heldBack(answer.headers.get("x-action-redirect"));
    if (why === undefined) return answer;
    await answer.body?.cancel();
    await hold(why);
  }
}
