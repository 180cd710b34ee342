/** The header in which a page says for whom it was rendered when it calls a server action: the id of a user. */
export const RENDERED_FOR = "x-rendered-for";

/** Why a call did nothing: nobody is signed in any more, or by now someone else. */
export type HeldBack = "signed_out" | "other_account";

/** In the address that such a call leads to, where a page that does not know better ends up. */
export const HELD_BACK = "held";

/** Why an action whose answer leads there was held back; undefined for any other. @param led `/login?held=…;push`, as Next.js says it */
export function heldBack(led: string | null): HeldBack | undefined {
  const [address = ""] = led?.split(";") ?? [];
  if (!address.startsWith("/login?")) return undefined;
  const why = new URL(address, "http://our.invalid").searchParams.get(HELD_BACK);
  return why === "signed_out" || why === "other_account" ? why : undefined;
}
