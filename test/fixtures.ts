import { randomBytes, randomInt } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow } from "@/db/database";
import type { Purpose } from "@/lib/access-token/purpose";
import { digestOf, generateSecret, hintOf, hintOfImported, type SecretKind } from "@/lib/access-token/secret/secret";
import type { Limit } from "@/lib/authorization/limit";
import type { Role } from "@/lib/authorization/principal";
import { tokenDigestKey } from "@/lib/keys";
import { hashPassword } from "@/lib/password/hash";
import { TEST_SECRET } from "./secret";

// Digests are made under the same secret as the server's, in every process that makes rows.
process.env.APP_SECRET = TEST_SECRET;

/** The password of every user made here. */
export const PASSWORD = "seven-lanterns-on-the-quay";

// Made once per process: it is the same password for all.
let passwordHash: Promise<string> | undefined;
const hashed = () => {
  passwordHash ??= hashPassword(PASSWORD);
  return passwordHash;
};

export interface TestUser {
  id: string;
  email: string;
  password: string;
  firstName: string;
  lastName: string;
}

/** A user who can sign in with `PASSWORD`, under an address that no other test uses. Belongs to no organisation. */
export async function createUser(
  db: Db,
  given: {
    email?: string;
    /** Whether its address was proved; true unless given. */
    isProved?: boolean;
    firstName?: string;
    lastName?: string;
    timezone?: string;
    deactivatedAt?: Date;
  } = {},
): Promise<TestUser> {
  const id = uuidv7();
  const email = given.email ?? `mira.${id.slice(-12)}@agency.example`;
  const { firstName = "Mira", lastName = "Okafor", timezone = "UTC" } = given;
  await db
    .insertInto("user")
    .values({
      id,
      email,
      email_verified_at: given.isProved === false ? null : new Date(),
      password_hash: await hashed(),
      password_changed_at: new Date(),
      first_name: firstName,
      last_name: lastName,
      timezone,
      deactivated_at: given.deactivatedAt ?? null,
    })
    .execute();
  return { id, email, password: PASSWORD, firstName, lastName };
}

/** An organisation with these members. At most one in a database may be the platform's. */
export async function createOrganisation(
  db: Db,
  given: { name?: string; isPlatform?: boolean; members?: { user: { id: string }; role: Role }[] } = {},
): Promise<{ id: string; name: string; slug: string }> {
  const id = uuidv7();
  const name = given.name ?? "Harbour Studio";
  const slug = `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${id.slice(-12)}`;
  await db
    .insertInto("organisation")
    .values({ id, name, slug, is_platform: given.isPlatform ?? false })
    .execute();
  for (const { user, role } of given.members ?? []) {
    await db.insertInto("membership").values({ organisation_id: id, user_id: user.id, role }).execute();
  }
  return { id, name, slug };
}

export interface TestToken {
  id: string;
  label: string;
  secret: string;
  hint: string;
}

export interface GivenToken {
  label?: string;
  purpose?: Purpose;
  description?: string;
  kind?: SecretKind;
  scopes?: string[];
  /** Left out: everything. An empty list reaches nothing. */
  limits?: Limit[];
  allowedNetworks?: string[] | null;
  createdAt?: Date;
  expiresAt?: Date | null;
  revoked?: { at: Date; kind?: "by_owner" | "by_administrator" | "leaked" | "self"; reason?: string };
  /** Taken over from another system, with a secret that has not our format. */
  importedAt?: Date;
  lastUse?: { at: Date; address?: string; userAgent?: string };
  secret?: string;
}

/** A personal token with a secret that works, in any status: rows that no verb would make (a past) included. */
export async function createToken(db: Db, owner: { id: string }, given: GivenToken = {}): Promise<TestToken> {
  return await insertTokenRow(db, given, {
    kind: given.kind ?? "pat",
    user_id: owner.id,
    created_by_user_id: owner.id,
    revoked_by_user_id: given.revoked ? owner.id : null,
  });
}

type TokenOwner = Pick<NewRow<"access_token">, "kind"> & Partial<NewRow<"access_token">>;

async function insertTokenRow(db: Db, given: GivenToken, owner: TokenOwner): Promise<TestToken> {
  const id = uuidv7();
  const label = given.label ?? `Token ${randomInt(1_000_000)}`;
  const secret =
    given.secret ?? (given.importedAt ? randomBytes(20).toString("hex") : generateSecret("lk", owner.kind));
  const hint = given.importedAt ? hintOfImported(secret) : hintOf(secret);
  await db
    .insertInto("access_token")
    .values({
      ...owner,
      id,
      label,
      purpose: given.purpose ?? "automation",
      description: given.description ?? "",
      scopes: given.scopes ?? ["all"],
      reach: given.limits === undefined ? "everything" : "limited",
      allowed_networks: given.allowedNetworks ?? null,
      expires_at: given.expiresAt ?? null,
      created_at: given.createdAt ?? new Date(),
      imported_at: given.importedAt ?? null,
      expiration_set_at: given.createdAt ?? new Date(),
      revoked_at: given.revoked?.at ?? null,
      revoke_kind: given.revoked ? (given.revoked.kind ?? "by_owner") : null,
      revoke_reason: given.revoked?.reason ?? null,
    })
    .execute();
  const { key, id: keyId } = tokenDigestKey();
  const secretRow = { id: uuidv7(), token_id: id, digest: digestOf(secret, key), key_id: keyId, hint };
  const format = given.importedAt ? ("imported" as const) : ("latchkey" as const);
  await db
    .insertInto("access_token_secret")
    .values({ ...secretRow, format, state: "current", created_by_user_id: owner.created_by_user_id ?? null })
    .execute();
  await insertLimits(db, id, given.limits ?? []);
  if (given.lastUse) {
    const { at, address = "203.0.113.7", userAgent = "curl/8.5.0" } = given.lastUse;
    await db
      .insertInto("access_token_last_use")
      .values({ token_id: id, used_at: at, address, user_agent: userAgent })
      .execute();
  }
  return { id, label, secret, hint };
}

async function insertLimits(db: Db, tokenId: string, limits: readonly Limit[]) {
  for (const limit of limits) {
    await db
      .insertInto("access_token_limit")
      .values({
        id: uuidv7(),
        token_id: tokenId,
        organisation_id: limit.organisation_id,
        application_id: limit.application_id,
        environment_id: limit.environment_id,
      })
      .execute();
  }
}

/** An application with environments, `test` and `live` unless told otherwise; their ids by slug. */
export async function createApplication(
  db: Db,
  organisation: { id: string },
  given: { name?: string; environments?: readonly string[] } = {},
): Promise<{ id: string; name: string; slug: string; environments: Record<string, string> }> {
  const id = uuidv7();
  const name = given.name ?? "Regatta Site";
  const slug = `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${id.slice(-12)}`;
  await db.insertInto("application").values({ id, organisation_id: organisation.id, name, slug }).execute();
  const environments: Record<string, string> = {};
  for (const environment of given.environments ?? ["test", "live"]) {
    const environmentId = uuidv7();
    await db.insertInto("environment").values({ id: environmentId, application_id: id, slug: environment }).execute();
    environments[environment] = environmentId;
  }
  return { id, name, slug, environments };
}

/** Someone joins an organisation. */
export async function addMember(db: Db, organisation: { id: string }, user: { id: string }, role: Role): Promise<void> {
  await db.insertInto("membership").values({ organisation_id: organisation.id, user_id: user.id, role }).execute();
}

/** A user of its own who belongs to the organisation. */
export async function createMember(db: Db, organisation: { id: string }, role: Role): Promise<TestUser> {
  const user = await createUser(db);
  await addMember(db, organisation, user, role);
  return user;
}

/** An organisation with a person of each role, and a stranger. */
export async function createAgency(db: Db) {
  const organisation = await createOrganisation(db);
  const person = (role: Role) => createMember(db, organisation, role);
  const people = {
    owner: await person("owner"),
    admin: await person("admin"),
    member: await person("member"),
    guest: await person("guest"),
    stranger: await createUser(db),
  };
  return { organisation, people };
}

/** A guest is added to an application. */
export async function addToApplication(
  db: Db,
  organisation: { id: string },
  application: { id: string },
  user: { id: string },
  access: "read" | "write",
): Promise<void> {
  await db
    .insertInto("application_collaborator")
    .values({ application_id: application.id, organisation_id: organisation.id, user_id: user.id, access })
    .execute();
}

/** A team with these members, who belong to the organisation already. */
export async function createTeam(
  db: Db,
  organisation: { id: string },
  given: { name?: string; members?: readonly { id: string }[] } = {},
): Promise<{ id: string; name: string }> {
  const id = uuidv7();
  // An organisation has no two teams of one name.
  const name = given.name ?? `Team ${id.slice(-12)}`;
  await db.insertInto("team").values({ id, organisation_id: organisation.id, name }).execute();
  for (const { id: userId } of given.members ?? []) {
    await db
      .insertInto("team_member")
      .values({ team_id: id, organisation_id: organisation.id, user_id: userId })
      .execute();
  }
  return { id, name };
}

/** A token of the organisation itself, with a secret that works; acts as member unless told otherwise. */
export async function createOrganisationToken(
  db: Db,
  organisation: { id: string },
  given: Omit<GivenToken, "kind"> & {
    actsAs?: "admin" | "member" | "guest";
    teamId?: string;
    applicationId?: string;
    workflow?: string;
    createdBy?: { id: string };
  } = {},
): Promise<TestToken> {
  return await insertTokenRow(db, given, {
    kind: "org",
    organisation_id: organisation.id,
    acts_as: given.actsAs ?? "member",
    team_id: given.teamId ?? null,
    application_id: given.applicationId ?? null,
    workflow: given.workflow ?? null,
    created_by_user_id: given.createdBy?.id ?? null,
  });
}
