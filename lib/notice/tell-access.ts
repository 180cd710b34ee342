import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/db/database";
import { type Principal, userIdOf } from "@/lib/principal";
import { nameOf, tell } from "./tell";

type Withdrawn = {
  organisation: { name: string };
  token: { id: string; label: string; user_id: string | null };
};

/** A token's owner is told that it no longer gets into an organisation, who decided that, and why. It cannot be turned off. */
export async function tellAccessWithdrawn(
  trx: Db,
  principal: Principal,
  { organisation, token, reason }: Withdrawn & { reason: string | null },
): Promise<void> {
  if (token.user_id === null) return;
  await tell(trx, {
    kind: "token_access_withdrawn",
    userId: token.user_id,
    tokenId: token.id,
    // It can be given back, and withdrawn again.
    dedupeKey: `token_access:${uuidv7()}`,
    detail: { label: token.label, organisation: organisation.name, by: nameOf(principal), reason },
    read: isOwner(principal, token.user_id),
  });
}

/** A token's owner is told that it gets into an organisation again. */
export async function tellAccessRestored(
  trx: Db,
  principal: Principal,
  { organisation, token }: Withdrawn,
): Promise<void> {
  if (token.user_id === null) return;
  await tell(trx, {
    kind: "token_access_restored",
    userId: token.user_id,
    tokenId: token.id,
    dedupeKey: `token_access:${uuidv7()}`,
    detail: { label: token.label, organisation: organisation.name, by: nameOf(principal) },
    read: isOwner(principal, token.user_id),
  });
}

// What a person has just done in the dashboard rings no bell.
function isOwner(principal: Principal, userId: string): boolean {
  return principal.type === "session" && userIdOf(principal) === userId;
}
