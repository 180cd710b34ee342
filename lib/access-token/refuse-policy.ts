import type { TokenRow } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import type { Strength } from "@/lib/authorization/strength";
import { refuseByPolicy } from "@/lib/organisation/policy/refuse";
import type { PolicyFacts } from "@/lib/organisation/policy/subject";
import type { CreateTokenInput, EditTokenInput } from "./input";
import { strengthOf } from "./strength";

/** Why the organisation's rules in force allow no such token of its own, as sentences by field; empty when they do. */
export async function refuseNewByPolicy(
  trx: Db,
  principal: Principal,
  organisation: { id: string; name: string },
  { purpose, description }: CreateTokenInput,
  wanted: Strength,
): Promise<Record<string, string[]>> {
  const facts = { ...wanted, isPersonal: false, purpose, description, expiration_set_at: principal.now };
  return await refuseByPolicy(trx, organisation, facts);
}

/**
 * Why the rules in force refuse a change of a token. A personal one may break any rules: it is blocked there, and keeps working
 * elsewhere.
 */
export async function refuseEditByPolicy(
  trx: Db,
  principal: Principal,
  before: TokenRow,
  input: EditTokenInput,
  wanted: Strength,
): Promise<Record<string, string[]>> {
  const organisation = principal.organisations.find(({ id }) => id === before.organisation_id);
  if (organisation === undefined) return {};
  const present: PolicyFacts = {
    ...strengthOf(before),
    isPersonal: false,
    purpose: before.purpose,
    description: before.description,
    expiration_set_at: before.expiration_set_at,
  };
  const hasNewExpiration = wanted.expires_at?.getTime() !== before.expires_at?.getTime();
  const after: PolicyFacts = {
    ...wanted,
    isPersonal: false,
    purpose: input.purpose ?? before.purpose,
    description: input.description ?? before.description,
    expiration_set_at: hasNewExpiration ? principal.now : before.expiration_set_at,
  };
  return await refuseByPolicy(trx, organisation, after, present);
}
