/** The header in which a page says for whom it was rendered when it calls a server action or fetches something: the id of a user. */
export const RENDERED_FOR = "x-rendered-for";

/** The header of what a page asks by itself, every few seconds: where nobody is signed in, nobody is asked to sign in for it. */
export const UNASKED = "x-unasked";

/** Why a call did nothing: nobody is signed in any more, or by now somebody else. */
export type SuspensionReason = "signed_out" | "other_account";

/** In the address that such a call leads to, where a page that does not know better ends up. */
export const SUSPENDED = "held";

/** The header in which what a page fetches says so. */
export const SUSPENDED_HEADER = "x-suspended";

/**
 * Why what was asked was held back, by the headers of the answer; undefined for any other. An action's leads to
 * `/login?held=…;push`, as Next.js says it.
 */
export function suspensionReason(answer: Headers): SuspensionReason | undefined {
  return known(answer.get(SUSPENDED_HEADER)) ?? known(ledFor(answer.get("x-action-redirect")));
}

function ledFor(led: string | null): string | null {
  const [address = ""] = led?.split(";") ?? [];
  return address.startsWith("/login?") ? new URL(address, "http://our.invalid").searchParams.get(SUSPENDED) : null;
}

function known(why: string | null): SuspensionReason | undefined {
  return why === "signed_out" || why === "other_account" ? why : undefined;
}
