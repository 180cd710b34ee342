import { sql } from "kysely";
import type { Db, Row } from "@/db/database";

/** A token as an organisation that it reaches is told of it. */
export type SubjectToken = Pick<
  Row<"access_token">,
  | "id"
  | "label"
  | "kind"
  | "scopes"
  | "purpose"
  | "expires_at"
  | "expiration_set_at"
  | "expires_by_sunset"
  | "user_id"
  | "organisation_id"
> & {
  /** The organisation that it is for. */
  for_organisation_id: string;
  hint: string;
  /** Empty where the person has no name. */
  owner_name: string;
};

type Pair = { tokenId: string; organisationId: string };

const COLUMNS = sql`token.id, token.label, token.kind, token.scopes, token.purpose, token.expires_at, token.expiration_set_at,
  token.expires_by_sunset, token.user_id, token.organisation_id,
  coalesce((select secret.hint from access_token_secret secret where secret.token_id = token.id
    order by secret.state = 'current' desc, secret.created_at desc limit 1), '') as hint,
  coalesce(own.name, trim(concat(person.first_name, ' ', person.last_name))) as owner_name`;

const OWNERS = sql`left join organisation own on own.id = token.organisation_id left join "user" person on person.id = token.user_id`;

/** Whether the token is the organisation's, or one of its people's that reaches it or did until it ended. */
const reaches = (organisation: string) => {
  const id = sql.ref(organisation);
  return sql<boolean>`(token.organisation_id = ${id} or (token.user_id is not null
    and exists (select from membership m where m.user_id = token.user_id and m.organisation_id = ${id})
    and (token.reach = 'everything' or exists (
      select from access_token_limit l where l.token_id = token.id and l.organisation_id = ${id}))))`;
};

/** Those of the tokens that concern the organisation beside each, whatever has become of them. */
export async function findSubjectTokens(db: Db, pairs: readonly Pair[]): Promise<SubjectToken[]> {
  if (pairs.length === 0) return [];
  const { rows } = await sql<SubjectToken>`
    select ${COLUMNS}, pair.organisation_id as for_organisation_id
    from unnest(${sql.val(pairs.map(({ tokenId }) => tokenId))}::uuid[],
      ${sql.val(pairs.map(({ organisationId }) => organisationId))}::uuid[]) as pair (token_id, organisation_id)
    join access_token token on token.id = pair.token_id ${OWNERS}
    where ${reaches("pair.organisation_id")}`.execute(db);
  return rows;
}

/** The tokens of an organisation and of its people that reach it and expire after `from` and until `until`, but no revoked ones. */
export async function listExpiringSubjects(
  db: Db,
  organisationId: string,
  { from, until }: { from: Date; until: Date },
): Promise<(SubjectToken & { expires_at: Date })[]> {
  const { rows } = await sql<SubjectToken & { expires_at: Date }>`
    select ${COLUMNS}, here.id as for_organisation_id
    from access_token token
    join organisation here on here.id = ${organisationId}
    ${OWNERS}
    where token.expires_at > ${from} and token.expires_at <= ${until} and token.revoked_at is null and ${reaches("here.id")}
    order by token.expires_at, token.id`.execute(db);
  return rows;
}

export type SubjectDeployment = {
  id: string;
  application_id: string;
  application_slug: string;
  application_name: string;
  environment_id: string;
  environment_slug: string;
};

export async function findSubjectDeployments(db: Db, ids: readonly string[]): Promise<SubjectDeployment[]> {
  if (ids.length === 0) return [];
  return await db
    .selectFrom("deployment")
    .innerJoin("environment", "environment.id", "deployment.environment_id")
    .innerJoin("application", "application.id", "environment.application_id")
    .select([
      "deployment.id",
      "application.id as application_id",
      "application.slug as application_slug",
      "application.name as application_name",
      "environment.id as environment_id",
      "environment.slug as environment_slug",
    ])
    .where(sql<boolean>`deployment.id = any(${sql.val([...ids])}::uuid[])`)
    .execute();
}

/** The names of people, by their ids; empty where someone has none. */
export async function findSubjectNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("user")
    .select(["id", sql<string>`trim(concat(first_name, ' ', last_name))`.as("name")])
    .where(sql<boolean>`id = any(${sql.val([...ids])}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Which of these addresses belong to people of the organisation, in lower case. */
export async function findAddressesWithin(
  db: Db,
  organisationId: string,
  addresses: readonly string[],
): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const rows = await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where(sql<boolean>`lower("user".email) = any(${sql.val([...addresses])}::text[])`)
    .select(sql<string>`lower("user".email)`.as("email"))
    .execute();
  return new Set(rows.map(({ email }) => email));
}
