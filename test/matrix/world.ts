import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { NewRow } from "@/db/database";
import type { Database } from "@/db/schema";
import { digestOf, generateSecret, hintOf } from "@/lib/access-token/secret/secret";
import { tokenDigestKey } from "@/lib/keys";
import { seal } from "@/lib/seal";
import {
  addMember,
  addToApplication,
  createApplication,
  createOrganisation,
  createTeam,
  createUser,
} from "@/test/fixtures";
import {
  type ApplicationName,
  ASKED_SCOPES,
  type Caller,
  callerOf,
  isPerson,
  KINDS,
  type Kind,
  type OrganisationName,
  OWNERS,
  type Owner,
  PEOPLE,
  type Person,
  type Place,
  rightsOf,
} from "./caller";
import { createWebhookRow } from "./webhook";

type Made = { id: string; name: string; slug: string };
type Limit = { organisation_id: string; application_id: string | null; environment_id: string | null };

/** Everything that the cells are about, as rows in one database. */
export type World = {
  db: Kysely<Database>;
  organisations: Record<OrganisationName, Made>;
  applications: Record<ApplicationName, Made & { environments: Record<string, string> }>;
  /** The id of one variable in each environment, by `application/environment`. */
  variables: Readonly<Record<string, string>>;
  /** The id of one deployment of each environment, by `application/environment`. */
  deployments: Readonly<Record<string, string>>;
  people: Record<Person, { id: string; email: string }>;
  /** Someone who is in neither, and never calls. */
  nobodyElse: { id: string };
  /** Of ours; the member belongs to the first, nobody to the second. */
  teams: { own: { id: string; name: string }; other: { id: string; name: string } };
  /** Of ours, through already. */
  bulkWithdrawal: { id: string };
  /** Of ours. */
  webhook: { id: string };
  tokens: ReadonlyMap<string, { id: string; secret: string }>;
};

/** The token of a caller. */
export function tokenOf(world: World, caller: Caller, scope: string): { id: string; secret: string } {
  const token = world.tokens.get(tokenKey(caller.owner, caller.kind, scope));
  if (token === undefined) throw new Error(`${caller.name} has no token for ${scope}`);
  return token;
}

/** Both organisations, everybody's memberships and every kind of token of everybody. Ours blocks tokens without a purpose. */
export async function createWorld(db: Kysely<Database>): Promise<World> {
  const run = randomUUID().slice(0, 8);
  const ours = await createOrganisation(db, { name: `Ours ${run}` });
  const theirs = await createOrganisation(db, { name: `Theirs ${run}` });
  const organisations = { ours, theirs };
  const applications = {
    shared: await createApplication(db, ours, { name: `Shared ${run}` }),
    other: await createApplication(db, ours, { name: `Other ${run}` }),
    foreign: await createApplication(db, theirs, { name: `Foreign ${run}` }),
  };
  const variables = await createVariables(db, applications);
  const deployments = await createDeployments(db, applications);
  const people = {} as World["people"];
  for (const person of Object.keys(PEOPLE) as Person[]) {
    people[person] = await createUser(db, { firstName: person, lastName: run });
    for (const [name, right] of Object.entries(rightsOf(person)) as [OrganisationName, { role: "owner" }][]) {
      await addMember(db, organisations[name], people[person], right.role);
    }
  }
  await addToApplication(db, ours, applications.shared, people.guest_who_writes, "write");
  await addToApplication(db, ours, applications.shared, people.guest_who_reads, "read");
  const nobodyElse = await createUser(db, { firstName: "nobody", lastName: run });
  const teams = {
    own: await createTeam(db, ours, { name: `Own ${run}`, members: [people.member] }),
    other: await createTeam(db, ours, { name: `Other ${run}` }),
  };
  await db
    .insertInto("organisation_policy")
    .values({
      id: uuidv7(),
      organisation_id: ours.id,
      purpose_required: true,
      created_by_user_id: people.owner.id,
      enforced_from: new Date(Date.now() - 60_000),
    })
    .execute();
  const bulkWithdrawal = { id: uuidv7() };
  await db
    .insertInto("token_sweep")
    .values({
      id: bulkWithdrawal.id,
      organisation_id: ours.id,
      made_before: new Date(0),
      includes_personal: true,
      includes_organisation: false,
      finished_at: new Date(),
    })
    .execute();
  const webhook = { id: await createWebhookRow(db, ours) };
  const found = { db, organisations, applications, variables, deployments, people, nobodyElse, teams };
  const world = { ...found, bulkWithdrawal, webhook };
  return { ...world, tokens: await seedCallers(world) };
}

async function createVariables(db: Kysely<Database>, applications: World["applications"]) {
  const rows = Object.entries(applications).flatMap(([application, { environments }]) =>
    Object.entries(environments).map(([environment, environment_id]) => {
      const id = uuidv7();
      const { content: value, keyId: key_id } = seal("environment-variable", id, `value in ${environment}`);
      return { name: `${application}/${environment}`, row: { id, environment_id, name: "REGION", value, key_id } };
    }),
  );
  await db
    .insertInto("environment_variable")
    .values(rows.map(({ row }) => row))
    .execute();
  return Object.fromEntries(rows.map(({ name, row }) => [name, row.id]));
}

async function createDeployments(db: Kysely<Database>, applications: World["applications"]) {
  const rows = Object.entries(applications).flatMap(([application, { environments }]) =>
    Object.entries(environments).map(([environment, environment_id]) => ({
      name: `${application}/${environment}`,
      row: { id: uuidv7(), environment_id },
    })),
  );
  await db
    .insertInto("deployment")
    .values(rows.map(({ row }) => row))
    .execute();
  return Object.fromEntries(rows.map(({ name, row }) => [name, row.id]));
}

/** The ids of a place, as a limit names them. */
export function limitOf(world: Omit<World, "tokens">, place: Place): Limit {
  const application = place.application && world.applications[place.application];
  return {
    organisation_id: world.organisations[place.organisation].id,
    application_id: application?.id ?? null,
    environment_id: (place.environment && application?.environments[place.environment]) ?? null,
  };
}

/** The columns that make a token someone's. */
export function ownerColumns(world: Omit<World, "tokens">, owner: Owner) {
  if (isPerson(owner)) return { kind: "pat" as const, user_id: world.people[owner].id };
  const organisation = owner === "token_of_theirs" ? "theirs" : "ours";
  const actsAs = rightsOf(owner)[organisation]?.role;
  if (actsAs === undefined || actsAs === "owner") throw new Error(`${owner} acts as nobody`);
  return {
    kind: "org" as const,
    organisation_id: world.organisations[organisation].id,
    acts_as: actsAs,
    application_id: owner === "token_as_guest" ? world.applications.shared.id : null,
  };
}

export type Seed = {
  columns: Partial<NewRow<"access_token">> & Pick<NewRow<"access_token">, "kind">;
  scopes: readonly string[];
  limits: readonly Limit[] | null;
};

/** Many tokens in a few statements, each with a secret that works. */
export async function seedTokens(
  db: Kysely<Database>,
  seeds: readonly Seed[],
): Promise<{ id: string; secret: string }[]> {
  const { key, id: keyId } = tokenDigestKey();
  const made = seeds.map(({ columns }) => ({ id: uuidv7(), secret: generateSecret("lk", columns.kind) }));
  const rows = seeds.map((seed, n) => ({
    label: `Matrix ${n}`,
    purpose: "automation" as const,
    user_id: null,
    organisation_id: null,
    acts_as: null,
    application_id: null,
    team_id: null,
    workflow: null,
    may_rotate_itself: true,
    ...seed.columns,
    scopes: [...seed.scopes],
    reach: seed.limits === null ? ("everything" as const) : ("limited" as const),
    id: made[n]?.id ?? "",
  }));
  const secrets = made.map(({ id, secret }) => ({
    id: uuidv7(),
    token_id: id,
    digest: digestOf(secret, key),
    key_id: keyId,
    hint: hintOf(secret),
    state: "current" as const,
  }));
  const limits = seeds.flatMap((seed, n) =>
    (seed.limits ?? []).map((limit) => ({ id: uuidv7(), token_id: made[n]?.id ?? "", ...limit })),
  );
  if (rows.length > 0) await db.insertInto("access_token").values(rows).execute();
  if (secrets.length > 0) await db.insertInto("access_token_secret").values(secrets).execute();
  if (limits.length > 0) await db.insertInto("access_token_limit").values(limits).execute();
  return made;
}

async function seedCallers(world: Omit<World, "tokens">): Promise<World["tokens"]> {
  const wanted = OWNERS.flatMap((owner) =>
    (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
      scopesOfKind(kind).map((scope) => ({ key: tokenKey(owner, kind, scope), caller: callerOf(owner, kind, scope) })),
    ),
  );
  const made = await seedTokens(
    world.db,
    wanted.map(({ caller }) => ({
      // Without a purpose in words: what the policy of ours blocks.
      columns: {
        ...ownerColumns(world, caller.owner),
        purpose: caller.refused === "blocked_by_policy" ? "other" : "automation",
        label: caller.name,
      },
      scopes: caller.scopes,
      limits: caller.limits?.map((place) => limitOf(world, place)) ?? null,
    })),
  );
  const withdrawn = wanted.flatMap(({ caller }, n) => (caller.kind === "withdrawn" ? (made[n]?.id ?? []) : []));
  await world.db
    .insertInto("access_token_organisation")
    .values(
      withdrawn.map((token_id) => ({
        token_id,
        organisation_id: world.organisations.ours.id,
        state: "withdrawn" as const,
        reason: "left the project",
        decided_by_user_id: world.people.owner.id,
      })),
    )
    .execute();
  return new Map(wanted.flatMap(({ key }, n) => (made[n] === undefined ? [] : [[key, made[n]] as const])));
}

const isAboutScopes = (kind: string) => kind === "right_scope" || kind === "wrong_scope";
const scopesOfKind = (kind: Kind): readonly string[] => (isAboutScopes(kind) ? [...ASKED_SCOPES, "verify"] : ["any"]);
const tokenKey = (owner: Owner, kind: string, scope: string) => `${owner} ${kind} ${isAboutScopes(kind) ? scope : ""}`;
