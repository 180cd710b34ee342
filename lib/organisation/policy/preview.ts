import type { Db } from "@/db/database";
import { findToken } from "@/lib/access-token/find";
import { createTokenInput } from "@/lib/access-token/input";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { FULL_STRENGTH } from "@/lib/authorization/strength";
import { type AgainstPolicy, findPoliciesAgainstFacts, ownersAmong, policyFactsOf } from "./against";
import type { PolicyFacts } from "./subject";

/** The fields of a form that rules check. */
const previewInput = createTokenInput
  .pick({ purpose: true, description: true, scopes: true, limits: true, expiration_date: true, organisation: true })
  .strip();

/**
 * Which rules a token would break as it stands in a form. Changes nothing; input that a verb would refuse for another reason
 * gets an empty answer here. @param tokenId the token that is edited; undefined for a new one
 */
export async function previewPolicies(
  db: Db,
  principal: SessionPrincipal,
  json: unknown,
  tokenId: string | undefined,
): Promise<AgainstPolicy[]> {
  const input = previewInput.safeParse(json);
  if (!input.success) return [];
  const token = tokenId === undefined ? undefined : await findToken(db, principal, tokenId);
  if (tokenId !== undefined && token === undefined) return [];
  const { organisation, purpose, description, scopes, limits, expiration_date } = input.data;
  const owner = token?.owner ?? ownerOf(organisation, principal.user.id);
  const before: PolicyFacts = token ? policyFactsOf(token) : { ...EMPTY, expiration_set_at: principal.now };
  const hasNewExpiration = expiration_date !== undefined && expiration_date?.getTime() !== before.expires_at?.getTime();
  return await findPoliciesAgainstFacts(db, ownersAmong(principal.organisations, owner), {
    isPersonal: owner.type === "user",
    isImported: before.isImported === true,
    purpose,
    description,
    scopes: scopes ?? before.scopes,
    ...(limits === undefined
      ? { reach: before.reach, limits: before.limits }
      : { reach: limits === null ? "everything" : "limited", limits: limits ?? [] }),
    expires_at: expiration_date === undefined ? before.expires_at : expiration_date,
    expiration_set_at: hasNewExpiration ? principal.now : before.expiration_set_at,
  });
}

const EMPTY = { ...FULL_STRENGTH, isPersonal: true, purpose: "other" as const, description: "" };

function ownerOf(organisation: string | undefined, userId: string) {
  return organisation === undefined
    ? { type: "user" as const, uuid: userId, name: "" }
    : { type: "organisation" as const, uuid: organisation, name: "" };
}
