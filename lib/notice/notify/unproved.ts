import { v7 as uuidv7 } from "uuid";
import type { KnownToken } from "@/db/access-token/known-secret";
import { listOwners } from "@/db/access-token/leak-report";
import type { Db, Row } from "@/db/database";
import { listTokenKeepers } from "@/db/organisation/policy-told";
import { personName } from "@/lib/access-token/json";
import { notify } from "./notify";

// So many of each are named; the rest is counted, and the list of tokens has it.
const NAMED = 20;

/**
 * Tokens of organisations lost a secret, or were revoked, because an account whose address nobody had proved had it: each organisation's
 * owners are told of all of them, and others who look after some of those. At once, and it cannot be turned off.
 */
export async function notifyUnprovedEnded(
  trx: Db,
  user: Pick<Row<"user">, "id" | "email" | "first_name" | "last_name">,
  tokens: readonly KnownToken[],
): Promise<void> {
  if (tokens.length === 0) return;
  const name = personName({ email: user.email, firstName: user.first_name, lastName: user.last_name });
  const person = name === user.email ? name : `${name}, ${user.email}`;
  const keepers = await listTokenKeepers(
    trx,
    tokens.map(({ id }) => id),
  );
  for (const organisationId of new Set(tokens.map((token) => token.organisation_id))) {
    const owners = await listOwners(trx, organisationId);
    const there = tokens.filter((token) => token.organisation_id === organisationId);
    const isKeptBy = (userId: string, tokenId: string) =>
      keepers.some((keeper) => keeper.user_id === userId && keeper.token_id === tokenId);
    const others = keepers.filter(({ token_id: id }) => there.some((token) => token.id === id));
    for (const userId of new Set([...owners, ...others.map((keeper) => keeper.user_id)])) {
      const seen = owners.includes(userId) ? there : there.filter(({ id }) => isKeptBy(userId, id));
      await notify(trx, {
        kind: "unproved_tokens_ended",
        userId,
        dedupeKey: `unproved_tokens_ended:${uuidv7()}`,
        detail: { ...wordsOf(seen), person, account: user.id, ...placeOf(seen) },
      });
    }
  }
}

function wordsOf(tokens: readonly KnownToken[]) {
  const revoked = tokens.filter(({ other }) => other === null).map(({ label }) => label);
  const kept = tokens.filter(({ other }) => other !== null).map(({ label }) => label);
  return {
    revoked: revoked.slice(0, NAMED),
    revoked_count: revoked.length,
    kept: kept.slice(0, NAMED),
    kept_count: kept.length,
  };
}

function placeOf([token]: readonly KnownToken[]) {
  return { organisation: token?.organisation_name ?? "", slug: token?.organisation_slug ?? "" };
}
