import { type AuthenticationRow, findSecretForAuthentication } from "@/db/access-token/authentication";
import type { Db } from "@/db/database";
import { promoteOnFirstUse } from "@/lib/access-token/rotation/promote";
import { pendingLapsesAt } from "@/lib/access-token/rotation/rotation";
import { digestOf, parseSecret } from "@/lib/access-token/secret/secret";
import { type Limit, touchesOrganisation } from "@/lib/authorization/limit";
import { isInNetworks } from "@/lib/authorization/network";
import type {
  GuestApplication,
  PrincipalOrganisation,
  RefusedOrganisation,
  TokenPrincipal,
} from "@/lib/authorization/principal";
import type { Client } from "@/lib/client";
import { tokenDigestKey } from "@/lib/keys";
import { blockedReason } from "@/lib/organisation/policy/messages";
import { rulesOf } from "@/lib/organisation/policy/row";
import { type PolicyRules, violationsOf } from "@/lib/organisation/policy/rules";
import { policySubjectIn } from "@/lib/organisation/policy/subject";
import { parseAuthorization } from "./authorization-header";

/** The outcome for a request's `Authorization` header. Only `authenticated` grants anything. */
export type Authentication =
  | { status: "authenticated"; principal: TokenPrincipal }
  /** No header, or one without an access token in an accepted form. */
  | { status: "credentials_missing"; detail: string }
  | { status: "malformed"; detail: string }
  /** Unknown: mistyped, never made, or forgotten after its 400 days. */
  | { status: "invalid_token"; detail: string }
  | ({ status: "token_expired" | "token_revoked" | "token_retired"; at: Date } & RefusedSecret)
  | ({ status: "owner_deactivated" } & RefusedSecret)
  | ({ status: "network_not_allowed"; label: string } & RefusedSecret);

/** The token whose secret was refused, and the time by the database's clock. */
export type RefusedSecret = { tokenId: string; secretId: string; now: Date };

/**
 * From an `Authorization` header to a principal: the one way in, for the proxy and every route handler alike. A mistyped secret
 * is refused without the database; everything else by one statement and the database's clock. The first use of a pending secret
 * makes it the current one. Records no use, and does not check scopes. To only look a secret up, call `findTokenBySecret`.
 * @throws whatever the database throws when it cannot be asked: that is never an answer about the token
 * @see RFC 6750 §2.1, RFC 7617 §2
 */
export async function authenticate(db: Db, authorization: string | null, client: Client): Promise<Authentication> {
  const header = parseAuthorization(authorization);
  if (header.status !== "presented") return header;

  const parsed = parseSecret(header.secret);
  if (parsed.status === "not_a_secret") return { status: "invalid_token", detail: "This is not an access token." };
  if (parsed.status === "mistyped") {
    return { status: "invalid_token", detail: "The access token is mistyped or cut off: its checksum does not fit." };
  }

  const digest = digestOf(header.secret, tokenDigestKey().key);
  const row = await findSecretForAuthentication(db, digest);
  if (row === undefined) return { status: "invalid_token", detail: "There is no such access token." };
  const decision = decide(row, client);
  if (decision.status !== "authenticated" || row.secret_state !== "pending") return decision;

  await promoteOnFirstUse(db, row, client);
  // Another request may have been first, or the secret was cancelled, replaced or revoked meanwhile: its current state counts.
  const after = await findSecretForAuthentication(db, digest);
  if (after === undefined) return { status: "invalid_token", detail: "There is no such access token." };
  return decide(after, client);
}

/** Decide about a secret that exists. A revocation outlasts every other reason; the owner comes after the token's own. */
function decide(row: AuthenticationRow, client: Client): Authentication {
  const refused: RefusedSecret = { tokenId: row.token_id, secretId: row.secret_id, now: row.now };
  const revokedAt = row.revoked_at ?? row.maker_leaked_at;
  if (revokedAt !== null) return { status: "token_revoked", at: revokedAt, ...refused };
  if (row.retires_at !== null && (row.secret_state === "retired" || row.retires_at <= row.now)) {
    return { status: "token_retired", at: row.retires_at, ...refused };
  }
  if (row.secret_state === "pending" && pendingLapsesAt(row.secret_created_at) <= row.now) {
    return { status: "token_retired", at: pendingLapsesAt(row.secret_created_at), ...refused };
  }
  if (row.expires_at !== null && row.expires_at <= row.now)
    return { status: "token_expired", at: row.expires_at, ...refused };
  if (row.user_deactivated_at !== null) return { status: "owner_deactivated", ...refused };
  if (!isInNetworks(client.address, row.allowed_networks)) {
    return { status: "network_not_allowed", label: row.label, ...refused };
  }
  return { status: "authenticated", principal: principalOfRow(row, client) };
}

/** The principal of an accepted row. Checks the access to organisations, not the token or its secret. */
export function principalOfRow(row: AuthenticationRow, client: Client): TokenPrincipal {
  const { limits } = row;
  const touched = organisationsOf(row, limits).filter(({ organisation }) =>
    touchesOrganisation({ reach: row.reach, limits }, organisation.id),
  );
  const refused = touched.flatMap(
    ({ organisation, rules }) => refusalOf(row, limits, organisation, rules, client) ?? [],
  );
  return {
    type: "token",
    token: {
      id: row.token_id,
      label: row.label,
      kind: row.kind,
      scopes: row.scopes,
      reach: row.reach,
      limits,
      expires_at: row.expires_at,
      allowed_networks: row.allowed_networks,
      may_rotate_itself: row.may_rotate_itself,
      acts_as: row.acts_as,
      team_id: row.team_id,
    },
    secret: { id: row.secret_id, state: row.secret_state },
    owner: ownerOf(row),
    organisations: touched.flatMap(({ organisation }) =>
      refused.some(({ id }) => id === organisation.id) ? [] : organisation,
    ),
    refusedOrganisations: refused,
    now: row.now,
    client,
  };
}

/** Why the token has no access to one of its owner's organisations now; undefined when it has. */
function refusalOf(
  row: AuthenticationRow,
  limits: readonly Limit[],
  { id, name, slug, applications }: PrincipalOrganisation,
  rules: PolicyRules,
  client: Client,
): RefusedOrganisation | undefined {
  // An administrator's decision takes precedence over the policy.
  const access = row.refused_access.find(({ organisation_id }) => organisation_id === id);
  if (access !== undefined && access.state !== "active") {
    return { id, name, slug, access: access.state, reason: access.reason, applications, rules: [] };
  }
  const token = policySubjectIn(id, {
    isPersonal: row.organisation_id === null,
    scopes: row.scopes,
    reach: row.reach,
    limits,
    purpose: row.purpose,
    description: row.description,
    expires_at: row.expires_at,
    expiration_set_at: row.expiration_set_at,
  });
  const broken = violationsOf(rules, token, client.address);
  if (broken.length === 0) return undefined;
  return { id, name, slug, access: "blocked", reason: blockedReason(name, broken, rules), applications, rules: broken };
}

function ownerOf(row: AuthenticationRow): TokenPrincipal["owner"] {
  if (row.user_id !== null && row.user_created_at !== null) {
    return {
      type: "user",
      id: row.user_id,
      email: row.user_email ?? "",
      firstName: row.user_first_name ?? "",
      lastName: row.user_last_name ?? "",
      timezone: row.user_timezone ?? "UTC",
      createdAt: row.user_created_at,
    };
  }
  if (row.organisation_id !== null && row.organisation_created_at !== null) {
    return {
      type: "organisation",
      id: row.organisation_id,
      name: row.organisation_name ?? "",
      createdAt: row.organisation_created_at,
    };
  }
  throw new Error(`token ${row.token_id} has no owner, which the database forbids`);
}

type Seat = { organisation: PrincipalOrganisation; rules: PolicyRules };

/** A person's token acts with the person's current role, an organisation's with the one it was given. */
function organisationsOf(row: AuthenticationRow, limits: readonly Limit[]): Seat[] {
  if (row.organisation_id !== null && row.acts_as !== null) {
    const organisation = {
      id: row.organisation_id,
      name: row.organisation_name ?? "",
      slug: row.organisation_slug ?? "",
      role: row.acts_as,
      isPlatform: row.organisation_is_platform ?? false,
      applications: row.acts_as === "guest" ? applicationsOfGuestToken(row, limits) : null,
      teamIds: row.team_id === null ? [] : [row.team_id],
    };
    return [{ organisation, rules: rulesOf(row.owner_policy) }];
  }
  return row.memberships.map((membership) => ({
    organisation: {
      id: membership.id,
      name: membership.name,
      slug: membership.slug,
      role: membership.role,
      isPlatform: membership.is_platform,
      applications: membership.role === "guest" ? membership.applications : null,
      teamIds: membership.teams.map(({ team_id }) => team_id),
    },
    rules: rulesOf(membership.policy),
  }));
}

/**
 * Tokens are not added to applications: one that acts as a guest counts as added to what its limits name and what it is
 * assigned to.
 */
function applicationsOfGuestToken(row: AuthenticationRow, limits: readonly Limit[]): GuestApplication[] {
  // A limit to an application that was transferred went with it, and no longer concerns this organisation.
  const own = limits.filter(({ organisation_id: organisationId }) => organisationId === row.organisation_id);
  const named = [row.application_id, ...own.map(({ application_id: applicationId }) => applicationId)];
  return [...new Set(named)].flatMap((id) => (id === null ? [] : { id, access: "write" as const }));
}
