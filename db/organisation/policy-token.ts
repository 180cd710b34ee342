import { sql } from "kysely";
import type { Db, Row } from "@/db/database";
import { reachingTokens } from "./token-filter";

/** A token that reaches the organisation, with the facts that rules check and its usage. */
export type PolicyTokenRow = {
  id: string;
  label: string;
  user_id: string | null;
  owner_name: string | null;
  owner_email: string | null;
  is_imported: boolean;
  scopes: string[];
  reaches_whole: boolean;
  purpose: Row<"access_token">["purpose"];
  description: string;
  expires_at: Date | null;
  expiration_set_at: Date;
  last_used_at: Date | null;
  /** From where it was used in the last 30 days. */
  addresses: string[];
};

/**
 * Every active token that reaches the organisation and whose access is not withdrawn: one statement, however many.
 * @param withAddresses false where no rule is about networks: looking for them is most of the work
 */
export async function listPolicyTokens(
  db: Db,
  organisationId: string,
  { withAddresses }: { withAddresses: boolean },
): Promise<PolicyTokenRow[]> {
  const addresses = withAddresses
    ? sql`array(select distinct host(a.address) from (
        select used.address where used.used_at > (select clock_timestamp()) - interval '30 days'
        union all
        select source.address from access_token_secret secret
          join access_token_source source on source.secret_id = secret.id
          where secret.token_id = token.id and source.last_seen_at > (select clock_timestamp()) - interval '30 days'
      ) a where a.address is not null)`
    : sql`'{}'::text[]`;
  const { rows } = await sql<PolicyTokenRow>`
    select token.id, token.label, token.user_id, token.imported_at is not null as is_imported, token.scopes, token.purpose, token.description,
      token.expires_at, token.expiration_set_at,
      coalesce(nullif(trim(concat(owner.first_name, ' ', owner.last_name)), ''), owner.email) as owner_name,
      owner.email as owner_email,
      token.reach = 'everything' or exists (select from access_token_limit l where l.token_id = token.id
        and l.organisation_id = ${organisationId} and l.application_id is null) as reaches_whole,
      used.used_at as last_used_at,
      ${addresses} as addresses
    from ${reachingTokens(organisationId)}
    left join "user" owner on owner.id = token.user_id
    left join access_token_last_use used on used.token_id = token.id
    where token.revoked_at is null and (token.expires_at is null or token.expires_at > (select clock_timestamp()))
      and not exists (select from access_token_organisation a where a.token_id = token.id
        and a.organisation_id = ${organisationId} and a.state = 'withdrawn')
    order by lower(token.label), token.id`.execute(db);
  return rows;
}
