import { type Kysely, sql } from "kysely";
import { hasUser } from "@/db/account/user";
import type { Db, NewRow } from "@/db/database";
import { ensureActivityMonths } from "@/db/migrate";
import type { Database } from "@/db/schema";
import { allTokens, type SecretMaker } from "@/demo/tokens/all-tokens";
import { accountActivity, browserOf, mainPasswordChangedAt, sessionRows } from "./account-rows";
import { agencyActivity } from "./agency-activity";
import { agencyRows } from "./agency-rows";
import { ORGANISATIONS } from "./organisations";
import { type DemoPerson, emailOf, MAIN_PERSON, PEOPLE } from "./people";
import { placeRows } from "./place-rows";
import { type Chance, chance } from "./random";
import { sourceRows } from "./source-rows";
import { tokenActivity } from "./token-activity";
import { known, workingHour } from "./token-rows";
import { usageRows } from "./usage-rows";

export type SeedOptions = SecretMaker & {
  now: Date;
  /** What the platform's organisation is called. */
  platformName: string;
  /** Of the one password that every account of the demo has. */
  passwordHash: string;
  /** Adds what only the domain can provide, in the same transaction. */
  complete(trx: Db): Promise<void>;
};

/** Any number does; another one gives other times of day. */
const SEED = 2026;
/** The oldest row is 15 months old. */
const MONTHS = 16;
// A statement has at most 65,535 parameters.
const ROWS_AT_ONCE = 1_000;

/**
 * Fill an empty database with a believable agency: people, tokens in every status and for every purpose, and the audit log
 * of more than a year, with dates relative to `now`. All of it is written, or nothing.
 * @returns `there_already` when it was filled before, `occupied` when others have accounts in it: nothing is written then
 */
export async function seedDemo(
  db: Kysely<Database>,
  options: SeedOptions,
): Promise<"seeded" | "there_already" | "occupied"> {
  if (await hasUser(db)) return await whoIsThere(db);
  const { now } = options;
  await ensureActivityMonths(db, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS)), MONTHS + 1);
  return await db.transaction().execute(async (trx) => {
    // The lock of the first account: two starts at once, or one and the setup page, must not both find nobody here.
    await sql`select pg_advisory_xact_lock(hashtext('latchkey.first_account'))`.execute(trx);
    if (await hasUser(trx)) return await whoIsThere(trx);
    await fill(trx, options);
    await options.complete(trx);
    return "seeded";
  });
}

async function whoIsThere(db: Db): Promise<"there_already" | "occupied"> {
  const slugs = ORGANISATIONS.map(({ slug }) => slug);
  const found = await db.selectFrom("organisation").select("id").where("slug", "in", slugs).execute();
  return found.length === slugs.length ? "there_already" : "occupied";
}

async function fill(trx: Db, options: SeedOptions): Promise<void> {
  const { now, platformName } = options;
  const luck = chance(SEED);
  const people = PEOPLE.map((person) => {
    const createdAt = workingHour(now, person.joinedDaysAgo, luck);
    return { person, createdAt, id: luck.uuidAt(createdAt) };
  });
  const users = new Map(people.map(({ person, id }) => [person.name, id]));
  const places = placeRows(platformName, users, now, luck);
  const tokens = allTokens(places.names, options, now, luck);
  const used = tokens.map((token) => ({ ...token, usage: usageRows(token.rows, now, luck) }));
  const rows = tokens.map((token) => token.rows);
  const agency = agencyRows(places.names, places.teams, rows, now, luck);
  const activity = [
    ...places.activity,
    ...agencyActivity(places.names, { ...places, ...agency }, now, luck),
    ...people.flatMap(({ person, id }) => accountActivity(person, id, now, luck)),
    ...used.flatMap((token) => tokenActivity(token.rows, token.usage, browserOf(token.maker), now, luck)),
  ];

  await insert(
    trx,
    "user",
    people.map((entry) => userRow(entry, options, luck)),
  );
  await insert(trx, "organisation", places.organisations);
  await insert(trx, "membership", places.memberships);
  await insert(trx, "team", places.teams);
  await insert(trx, "application", places.applications);
  await insert(trx, "environment", places.environments);
  await insert(trx, "team_member", agency.teamMembers);
  await insert(trx, "application_collaborator", agency.collaborators);
  await insert(trx, "invitation", agency.invitations);
  await insert(trx, "invitation_application", agency.invitationApplications);
  await insert(trx, "organisation_policy", agency.policies);
  await insert(
    trx,
    "access_token",
    rows.map(({ token }) => token),
  );
  await insert(
    trx,
    "access_token_limit",
    rows.flatMap(({ limits }) => limits),
  );
  await insert(trx, "access_token_organisation", agency.withdrawals);
  await insert(
    trx,
    "access_token_secret",
    rows.flatMap(({ secret, otherSecrets }) => [secret, ...otherSecrets]),
  );
  await insert(
    trx,
    "access_token_last_use",
    rows.flatMap(({ lastUse }) => lastUse ?? []),
  );
  await insert(
    trx,
    "access_token_usage",
    used.flatMap(({ usage }) => usage),
  );
  await insert(
    trx,
    "access_token_source",
    used.flatMap(({ rows: token, usage }) => token.sources ?? sourceRows(token, usage, now, luck)),
  );
  await insert(trx, "session", sessionRows(known(users, MAIN_PERSON), now, luck));
  await insert(trx, "activity", activity);
}

async function insert<Table extends keyof Database>(trx: Db, table: Table, rows: NewRow<Table>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await trx
      .insertInto(table)
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .execute();
  }
}

function userRow(
  { person, id, createdAt }: { person: DemoPerson; id: string; createdAt: Date },
  { now, passwordHash }: SeedOptions,
  luck: Chance,
): NewRow<"user"> {
  const { deactivatedDaysAgo } = person;
  return {
    id,
    email: emailOf(person),
    email_verified_at: createdAt,
    password_hash: passwordHash,
    password_changed_at: person.name === MAIN_PERSON ? mainPasswordChangedAt(now) : createdAt,
    first_name: person.firstName,
    last_name: person.lastName,
    timezone: person.timezone,
    created_at: createdAt,
    deactivated_at: deactivatedDaysAgo === undefined ? null : workingHour(now, deactivatedDaysAgo, luck),
  };
}
