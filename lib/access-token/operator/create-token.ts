import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { findOrganisationBySlug, lockOrganisation } from "@/db/organisation/organisation";
import type { Starter } from "@/lib/authorization/principal";
import { canonicalScopes } from "@/lib/authorization/scope";
import { FULL_STRENGTH, type Strength } from "@/lib/authorization/strength";
import type { Client } from "@/lib/client";
import { refuseByPolicy } from "@/lib/organisation/policy/refuse";
import { reachedLimit } from "../active-limit";
import { writeToken } from "../create";
import { createTokenInput } from "../input";
import { refuseExpiration } from "../lifetime/lifetime";

export type OperatorToken = { organisation: string; label: string; scopes: readonly string[]; expiresAt: Date | null };

export type OperatorTokenResult =
  /** `secret` is here and nowhere else. */
  | { status: "created"; secret: string }
  | { status: "organisation_not_found" }
  | { status: "invalid"; sentence: string }
  | { status: "limit_reached"; limit: number };

/**
 * Make a token of an organisation, named by its slug, as the operator asks: of any scopes, `verify` included, for everything of the
 * organisation, acting as a member. The organisation's policy and limit hold as for its own people.
 */
export async function createTokenByOperator(
  db: Db,
  { organisation: slug, label, scopes, expiresAt }: OperatorToken,
  client: Client,
): Promise<OperatorTokenResult> {
  const input = createTokenInput.safeParse({ label, scopes, purpose: "automation" });
  if (!input.success)
    return { status: "invalid", sentence: input.error.issues[0]?.message ?? "This cannot be a token." };
  return await db.transaction().execute(async (trx): Promise<OperatorTokenResult> => {
    const found = await findOrganisationBySlug(trx, slug);
    if (found === undefined) return { status: "organisation_not_found" };
    await lockOrganisation(trx, found.id);
    const now = await databaseNow(trx);
    const late = refuseExpiration(expiresAt, now);
    if (late !== undefined) return { status: "invalid", sentence: late };
    const wanted: Strength = {
      ...FULL_STRENGTH,
      scopes: canonicalScopes(input.data.scopes ?? []),
      expires_at: expiresAt,
      may_rotate_itself: false,
      organisation_id: found.id,
      acts_as: "member",
    };
    const { purpose, description } = input.data;
    const facts = { ...wanted, isPersonal: false, purpose, description, expiration_set_at: now };
    const [broken] = Object.values(await refuseByPolicy(trx, found, facts)).flat();
    if (broken !== undefined) return { status: "invalid", sentence: broken };
    const limit = await reachedLimit(trx, { user_id: null, organisation_id: found.id });
    if (limit !== undefined) return { status: "limit_reached", limit };

    const operator: Starter = { type: "starter", userId: null, name: "The operator", client };
    const owner = { kind: "org" as const, user_id: null, organisation_id: found.id };
    const assigned = { team_id: null, application_id: null, workflow: null };
    const { secret } = await writeToken(trx, operator, { ...owner, ...assigned }, input.data, wanted);
    return { status: "created", secret };
  });
}
