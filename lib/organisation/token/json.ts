import type { z } from "zod";
import type { OrganisationTokenRow } from "@/db/organisation/token";
import { textsOf } from "@/lib/access-token/fields";
import { type LimitJson, personName } from "@/lib/access-token/json";
import { extentOf } from "@/lib/authorization/permission";
import { type Principal, type PrincipalOrganisation, type Role, userIdOf } from "@/lib/authorization/principal";
import { roleNeeded } from "@/lib/organisation/take-back";
import { managesToken } from "./manages";
import type { accessSchema, organisationTokenSchema } from "./schema";

/** A token's access to one organisation. */
export type AccessJson = z.output<typeof accessSchema>;

/** A token as an organisation that it reaches sees it. */
export type OrganisationTokenJson = z.output<typeof organisationTokenSchema>;

/** A token with the details that only the dashboard shows. */
export type OrganisationTokenDetails = OrganisationTokenJson & {
  owner_details: { email: string; deactivated: boolean; is_you: boolean } | null;
  team_name: string | null;
  application_name: string | null;
  /** The names of its limits: `Regatta Site: test`; null: everything. */
  reach: string[] | null;
  last_use: { used_at: string; address: string | null } | null;
  revocation: { by: string | null; reason: string | null } | null;
  /** `needs` is the role needed to restore the access, where the reader may not. */
  withdrawal: { at: string; by: string | null; needs: Role | null } | null;
  /** When its expiration date was given. */
  ends_by_sunset: boolean;
  expiration_set_at: string;
  /** Its rotation: since when a new secret is pending, and until when the old one works. */
  pending_since: string | null;
  old_secret: { until: string; is_used: boolean } | null;
  /** Whether its newest secret was shown by a page, was not confirmed as stored, and has not been used. */
  is_unstored: boolean;
  may_manage: boolean;
};

export function organisationTokenDetails(
  row: OrganisationTokenRow,
  principal: Principal,
  organisation: PrincipalOrganisation,
  blocked?: string,
): OrganisationTokenDetails {
  const isYours = row.user_id !== null && row.user_id === userIdOf(principal);
  const mayManage = isYours || managesToken(organisation, row);
  const seesAddress = isYours || extentOf(organisation.role, "see_tokens") === "all";
  const withdrawn = row.access?.state === "withdrawn" ? row.access : null;
  const usedAt = row.last_use === null ? null : timeJson(row.last_use.used_at);
  return {
    uuid: row.id,
    ...textsOf(row),
    purpose: row.purpose,
    status: row.status,
    kind: row.kind,
    hint: mayManage ? row.hint : null,
    owner: ownerJson(row, organisation),
    scopes: row.scopes,
    limits: row.limits?.map((limit) => limitJson(limit, organisation.id)) ?? null,
    acts_as: row.acts_as,
    team: row.team_id,
    application: row.application_id,
    workflow: row.workflow,
    created_at: row.created_at.toISOString(),
    imported_at: row.imported_at?.toISOString() ?? null,
    expiration_date: row.expires_at?.toISOString() ?? null,
    last_used_at: usedAt,
    rotated_at: row.rotated_at === null ? null : timeJson(row.rotated_at),
    revoked_at: row.revoked_at?.toISOString() ?? null,
    all_access: row.is_all_access,
    access: accessJson(withdrawn, blocked),
    owner_details:
      row.owner === null ? null : { email: row.owner.email, deactivated: row.owner.deactivated, is_you: isYours },
    team_name: row.team?.name ?? null,
    application_name: row.application?.name ?? null,
    reach: row.limits?.map((limit) => limitLabel(limit, row.owner_role === "guest")) ?? null,
    last_use:
      usedAt === null ? null : { used_at: usedAt, address: seesAddress ? (row.last_use?.address ?? null) : null },
    revocation: row.revoked_at === null ? null : { by: nameOf(row.revoker), reason: row.revoke_reason },
    withdrawal: withdrawn === null ? null : withdrawalJson(withdrawn, principal, organisation),
    ends_by_sunset: row.expires_by_sunset,
    expiration_set_at: row.expiration_set_at.toISOString(),
    pending_since: row.pending_since === null ? null : timeJson(row.pending_since),
    old_secret:
      row.old_secret_until === null ? null : { until: timeJson(row.old_secret_until), is_used: row.is_old_secret_used },
    is_unstored: row.is_unstored,
    may_manage: mayManage,
  };
}

/** Back to the public shape, without the details that only the dashboard shows. */
export function publicOrganisationTokenJson(token: OrganisationTokenDetails): OrganisationTokenJson {
  const {
    owner_details: _ownerDetails,
    team_name: _teamName,
    application_name: _applicationName,
    reach: _reach,
    last_use: _lastUse,
    revocation: _revocation,
    withdrawal: _withdrawal,
    ends_by_sunset: _endsBySunset,
    expiration_set_at: _expirationSetAt,
    pending_since: _pendingSince,
    old_secret: _oldSecret,
    is_unstored: _isUnstored,
    may_manage: _mayManage,
    ...json
  } = token;
  return json;
}

function withdrawalJson(
  { by, by_role, decided_at }: NonNullable<OrganisationTokenRow["access"]>,
  principal: Principal,
  { id }: PrincipalOrganisation,
): OrganisationTokenDetails["withdrawal"] {
  const needs = roleNeeded(principal, id, { by: by?.id ?? null, role: by_role }) ?? null;
  return { at: timeJson(decided_at), by: nameOf(by), needs };
}

// An administrator's decision takes precedence over the policy.
function accessJson(withdrawn: { reason: string | null } | null, blocked: string | undefined): AccessJson {
  if (withdrawn !== null) return { state: "withdrawn", reason: withdrawn.reason };
  return blocked === undefined ? { state: "active", reason: null } : { state: "blocked", reason: blocked };
}

function ownerJson(row: OrganisationTokenRow, organisation: PrincipalOrganisation): OrganisationTokenJson["owner"] {
  if (row.owner === null) return { type: "organisation", uuid: organisation.id, name: organisation.name, role: null };
  return { type: "user", uuid: row.owner.id, name: nameOf(row.owner) ?? "", role: row.owner_role };
}

type LimitRow = NonNullable<OrganisationTokenRow["limits"]>[number];

function limitJson({ application, environment }: LimitRow, organisationId: string): LimitJson {
  return {
    organisation: organisationId,
    ...(application === null ? {} : { application: application.id }),
    ...(environment === null ? {} : { environment: environment.id }),
  };
}

function limitLabel({ application, environment }: LimitRow, isOfGuest: boolean): string {
  if (application === null) return isOfGuest ? "Everything the guest was added to" : "The whole organisation";
  return environment === null ? application.name : `${application.name}: ${environment.slug}`;
}

function nameOf(person: { email: string; first_name: string; last_name: string } | null): string | null {
  if (person === null) return null;
  return personName({ email: person.email, firstName: person.first_name, lastName: person.last_name });
}

function timeJson(text: string): string {
  return new Date(text).toISOString();
}
