import { findToken, lockOrganisationOf, lockToken, seesToken } from "@/db/access-token/token";
import { findUsageByScope } from "@/db/access-token/usage";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import { allowsScope } from "@/lib/authorization/scope";
import { write } from "@/lib/write";
import { type EditTokenResult, editTokenWithin } from "../edit";
import { visibilityOf } from "../visibility";
import type { UsedScopeJson } from "./json";
import { type NarrowedScopes, narrowScopes } from "./narrow-scopes";
import { USAGE_DAYS } from "./read";

/** What *Narrow to what is used* would do, to be shown before it is done. */
export type NarrowingJson = {
  granted: string[];
  /** The scopes that were used since the day asked for, with their requests since. */
  used: UsedScopeJson[];
  outcome: NarrowedScopes;
  /** Of the requests of the last 90 days, those that the narrowed token would have been refused; empty when nothing narrows. */
  would_be_refused: UsedScopeJson[];
};

export type NarrowResult = EditTokenResult | Exclude<NarrowedScopes, { status: "narrows" }>;

/** Compare what a token may with what it did since a day (UTC); undefined when the principal may not see it. */
export async function previewNarrowing(
  db: Db,
  principal: Principal,
  id: string,
  since: Date,
): Promise<NarrowingJson | undefined> {
  const token = await findToken(db, visibilityOf(principal), id);
  if (token === undefined) return undefined;
  const used = await findUsageByScope(db, id, { since });
  const outcome = narrowScopes(
    token.scopes,
    used.map(({ scope }) => scope),
  );
  return {
    granted: token.scopes,
    used,
    outcome,
    would_be_refused:
      outcome.status === "narrows"
        ? (await findUsageByScope(db, id, { days: USAGE_DAYS })).filter(
            // A scope that is no longer granted is refused already, narrowed or not.
            ({ scope }) => allowsScope(token.scopes, scope) && !allowsScope(outcome.scopes, scope),
          )
        : [],
  };
}

/**
 * Take from a token the scopes that it did not use since a day, as an edit. Decided under the token's lock: a scope that
 * someone else removed meanwhile is not restored.
 */
export async function narrowToUsed(db: Db, principal: Principal, id: string, since: Date): Promise<NarrowResult> {
  return await write(db, principal, async (trx): Promise<NarrowResult> => {
    if (!(await seesToken(trx, visibilityOf(principal), id))) return { status: "not_found" };
    // The organisation is locked before its token, as everywhere.
    await lockOrganisationOf(trx, id);
    await lockToken(trx, id);
    const preview = await previewNarrowing(trx, principal, id, since);
    if (preview === undefined) return { status: "not_found" };
    if (preview.outcome.status !== "narrows") return preview.outcome;
    return await editTokenWithin(trx, principal, id, { scopes: preview.outcome.scopes });
  });
}
