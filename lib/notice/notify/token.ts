import { v7 as uuidv7 } from "uuid";
import type { TokenRow } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { listTokenKeepers } from "@/db/organisation/policy-told";
import { type Principal, type Starter, userIdOf } from "@/lib/authorization/principal";
import { insertNotice } from "./insert";
import { nameOf, notify } from "./notify";

type NotifiedToken = Pick<TokenRow, "id" | "label" | "user_id" | "organisation_name" | "organisation_slug">;

type Revoked = {
  kind: string;
  reason: string | null;
  report?: { place: string | null } | undefined;
  isAlarm?: boolean;
};

/**
 * Notify those who look after a token that it was revoked, if someone else did it: another person, another token, or anyone who
 * reported it as leaked with the secret itself. A personal token that ends itself counts as its owner; an organisation's does
 * not, since none of its people did it.
 */
export async function notifyTokenRevoked(
  trx: Db,
  principal: Principal | Starter,
  token: NotifiedToken,
  { kind, reason, report, isAlarm = kind === "leaked" }: Revoked,
): Promise<void> {
  const endsItself = principal.type === "token" && principal.token.id === token.id && kind !== "leaked";
  if (endsItself && token.user_id !== null) return;
  for (const userId of await othersWhoKeep(trx, principal, token.id)) {
    await notify(trx, {
      kind: "token_revoked_by_other",
      userId,
      tokenId: token.id,
      // A revoke can be undone, and repeated.
      dedupeKey: `token_revoked:${uuidv7()}`,
      isAlarm,
      detail: {
        label: token.label,
        by: endsItself ? "The token itself" : nameOf(principal),
        reason,
        ...(report === undefined ? {} : { report }),
        ...organisationOf(token),
      },
    });
  }
}

/**
 * Notify those who look after an organisation's token of a new secret and who made it, also by mail when the previous one ended
 * at once and its clients stopped working. Not for a token that rotates itself, nor for a personal one.
 */
export async function notifyTokenRotated(
  trx: Db,
  principal: Principal,
  token: NotifiedToken,
  { replaced }: { replaced: boolean },
): Promise<void> {
  const { organisation_name: organisation, organisation_slug: slug } = token;
  if (organisation === null || slug === null) return;
  if (principal.type === "token" && principal.token.id === token.id) return;
  for (const userId of await othersWhoKeep(trx, principal, token.id)) {
    await (replaced ? notify : insertNotice)(trx, {
      kind: "token_rotated_by_other",
      userId,
      tokenId: token.id,
      dedupeKey: `token_rotated:${uuidv7()}`,
      detail: { label: token.label, by: nameOf(principal), replaced, organisation, slug },
    });
  }
}

/** Notify the person who revoked a token when a colleague undoes that. */
export async function notifyRevokeUndone(
  trx: Db,
  principal: Principal,
  token: NotifiedToken & Pick<TokenRow, "revoked_by_user_id">,
): Promise<void> {
  const { organisation_name: organisation, organisation_slug: slug, revoked_by_user_id: userId } = token;
  if (organisation === null || slug === null || userId === null) return;
  await notify(trx, {
    kind: "token_revoke_undone",
    userId,
    tokenId: token.id,
    dedupeKey: `token_revoke_undone:${uuidv7()}`,
    detail: { label: token.label, by: nameOf(principal), organisation, slug },
  });
}

/** Everyone who looks after a token and has an active account, except the person who is acting in the dashboard. */
async function othersWhoKeep(trx: Db, principal: Principal | Starter, tokenId: string): Promise<string[]> {
  const keepers = (await listTokenKeepers(trx, [tokenId])).map(({ user_id: userId }) => userId);
  return keepers.filter((userId) => principal.type === "token" || userIdOf(principal) !== userId);
}

function organisationOf({ organisation_name: organisation, organisation_slug: slug }: NotifiedToken) {
  return organisation === null || slug === null ? {} : { organisation, slug };
}
