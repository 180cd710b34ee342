import type { NewRow } from "@/db/database";
import { clientRow } from "@/demo/tokens/clients";
import { DAY, type DemoToken, type OrganisationToken } from "@/demo/tokens/token";
import type { Chance } from "./random";

const MINUTE_MS = 60_000;

/** A secret as it is stored; the secret itself is forgotten by then. */
export type StoredSecret = Pick<NewRow<"access_token_secret">, "digest" | "key_id" | "hint">;

/** Identifiers by the names that the demo's data uses. */
export type Names = {
  users: ReadonlyMap<string, string>;
  organisations: ReadonlyMap<string, string>;
  teams: ReadonlyMap<string, string>;
  /** `application` or `application/environment`, by slug. */
  places: ReadonlyMap<string, { organisation_id: string; application_id: string; environment_id: string | null }>;
};

export type TokenRows = {
  token: Omit<NewRow<"access_token">, "created_at"> & { created_at: Date };
  limits: NewRow<"access_token_limit">[];
  /** The current one. */
  secret: NewRow<"access_token_secret"> & { id: string };
  /** Pending, retiring and retired ones. */
  otherSecrets: NewRow<"access_token_secret">[];
  /** Where it was used from, when the data names them one by one. */
  sources?: NewRow<"access_token_source">[];
  lastUse: NewRow<"access_token_last_use"> | undefined;
  data: DemoToken;
};

/** The moment `daysAgo` days before now, in the hours in which people in Europe work. */
export function workingHour(now: Date, daysAgo: number, { between }: Chance): Date {
  if (daysAgo === 0) return now;
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()) - daysAgo * DAY * MINUTE_MS;
  return new Date(midnight + between(7 * 60, 16 * 60) * MINUTE_MS + between(0, 59_999));
}

/** The rows of one token: of a person's, or of an organisation's. */
export function tokenRows(
  data: DemoToken | OrganisationToken,
  owner: { userId: string } | { organisationId: string; madeByUserId: string },
  names: Names,
  tools: { now: Date; chance: Chance; secret: StoredSecret; madeWith: string | undefined; revokedAt: Date | undefined },
): TokenRows {
  const { now, chance } = tools;
  const createdAt = workingHour(now, data.madeDaysAgo, chance);
  const id = chance.uuidAt(createdAt);
  return {
    data,
    token: {
      id,
      label: data.label,
      purpose: data.purpose,
      description: data.description ?? "",
      scopes: [...(data.scopes ?? ["all"])],
      reach: data.limits === undefined ? "everything" : "limited",
      allowed_networks: data.networks === undefined ? null : [...data.networks],
      may_rotate_itself: data.mayRotateItself ?? false,
      created_at: createdAt,
      expires_at: endOf(createdAt, data.lifetime),
      expiration_set_at: createdAt,
      created_by_token_id: tools.madeWith ?? null,
      ...("userId" in owner
        ? { kind: "pat" as const, user_id: owner.userId, created_by_user_id: owner.userId }
        : { kind: "org" as const, organisation_id: owner.organisationId, created_by_user_id: owner.madeByUserId }),
      ...("actsAs" in data ? { acts_as: data.actsAs, ...assignment(data, names) } : {}),
      ...revocation(data, "userId" in owner ? owner.userId : owner.madeByUserId, names, tools),
    },
    limits: (data.limits ?? []).map((path) => ({ id: chance.uuidAt(createdAt), token_id: id, ...limit(path, names) })),
    secret: { ...tools.secret, id: chance.uuidAt(createdAt), token_id: id, state: "current", created_at: createdAt },
    otherSecrets: [],
    lastUse: data.used && {
      token_id: id,
      used_at: new Date(now.getTime() - data.used.minutesAgo * MINUTE_MS),
      ...clientRow(data.used.by),
    },
  };
}

export function endOf(createdAt: Date, lifetime: number | null): Date | null {
  return lifetime === null ? null : new Date(createdAt.getTime() + lifetime * DAY * MINUTE_MS);
}

function revocation(
  { revoked }: DemoToken,
  ownerId: string,
  { users }: Names,
  { now, chance, revokedAt }: { now: Date; chance: Chance; revokedAt: Date | undefined },
): Partial<Pick<NewRow<"access_token">, "revoked_at" | "revoked_by_user_id" | "revoke_kind" | "revoke_reason">> {
  if (revoked === undefined) return {};
  return {
    revoked_at: revokedAt ?? momentOf(revoked, now, chance),
    revoked_by_user_id: revoked.by === undefined ? ownerId : known(users, revoked.by),
    revoke_kind: revoked.kind,
    revoke_reason: revoked.reason ?? null,
  };
}

function momentOf({ minutesAgo, daysAgo }: NonNullable<DemoToken["revoked"]>, now: Date, chance: Chance): Date {
  return minutesAgo === undefined
    ? workingHour(now, daysAgo, chance)
    : new Date(now.getTime() - minutesAgo * MINUTE_MS);
}

function assignment(
  { assignedTo }: OrganisationToken,
  { teams, places }: Names,
): Partial<Pick<NewRow<"access_token">, "team_id" | "application_id" | "workflow">> {
  if (assignedTo === "nothing") return {};
  if ("team" in assignedTo) return { team_id: known(teams, assignedTo.team) };
  if ("workflow" in assignedTo) return { workflow: assignedTo.workflow };
  return { application_id: known(places, assignedTo.application).application_id };
}

function limit(path: string, { organisations, places }: Names) {
  const organisationId = organisations.get(path);
  if (organisationId !== undefined) return { organisation_id: organisationId };
  return known(places, path);
}

/** The entry of this name; an unknown name is a mistake in the data. */
export function known<T>(things: ReadonlyMap<string, T>, name: string): T {
  const thing = things.get(name);
  if (thing === undefined) throw new Error(`the demo's data names "${name}", which it does not have`);
  return thing;
}
