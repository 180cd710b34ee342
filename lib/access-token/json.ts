import type { z } from "zod";
import type { PublicTokenRow, TokenRow } from "@/db/access-token/token";
import type { Limit } from "@/lib/authorization/limit";
import { isoTime } from "@/lib/time/iso";
import { textsOf } from "./fields";
import { livingSecrets, type RotationDetailsJson, rotationDetailsJson, rotationJson } from "./rotation/json";
import { undoableUntil } from "./rotation/rotation";
import type { limitSchema, tokenSchema } from "./schema";

/** A token as the API, the dashboard and the CLI see it. Times are RFC 3339 in UTC. Never its secret. */
export type TokenJson = z.output<typeof tokenSchema>;
export type LimitJson = z.output<typeof limitSchema>;

/** The public shape of a token: the one place where columns become it. */
export function tokenJson(row: PublicTokenRow): TokenJson {
  const living = livingSecrets(row);
  return {
    uuid: row.id,
    ...textsOf(row),
    purpose: row.purpose,
    status: row.status,
    kind: row.kind,
    hint: (living.current ?? row.secrets[0])?.hint ?? "",
    owner: ownerJson(row),
    scopes: row.scopes,
    limits: row.reach === "everything" ? null : row.limits.map(limitJson),
    acts_as: row.acts_as,
    team: row.team_id,
    application: row.application_id,
    workflow: row.workflow,
    allowed_networks: row.allowed_networks,
    may_rotate_itself: row.may_rotate_itself,
    created_at: isoTime(row.created_at),
    imported_at: timeJson(row.imported_at),
    expiration_date: timeJson(row.expires_at),
    last_used_at: timeJson(row.last_used_at),
    revoked_at: timeJson(row.revoked_at),
    rotation: rotationJson(living),
  };
}

export function limitJson(limit: Limit): LimitJson {
  return {
    organisation: limit.organisation_id,
    ...(limit.application_id === null ? {} : { application: limit.application_id }),
    ...(limit.environment_id === null ? {} : { environment: limit.environment_id }),
  };
}

/** The display name of a person: the name, or the e-mail address while there is none. */
export function personName(person: { firstName: string; lastName: string; email: string }): string {
  return `${person.firstName} ${person.lastName}`.trim() || person.email;
}

function ownerJson(row: PublicTokenRow): TokenJson["owner"] {
  if (row.organisation_id !== null) {
    return { type: "organisation", uuid: row.organisation_id, name: row.organisation_name ?? "" };
  }
  const name = personName({
    firstName: row.user_first_name ?? "",
    lastName: row.user_last_name ?? "",
    email: row.user_email ?? "",
  });
  return { type: "user", uuid: row.user_id ?? "", name };
}

function timeJson(time: Date | null): string | null {
  return time === null ? null : isoTime(time);
}

/** A token with the details that only the dashboard shows. */
export type TokenDetailsJson = TokenJson & {
  last_use: { used_at: string; address: string | null; user_agent: string } | null;
  revocation: {
    kind: NonNullable<TokenRow["revoke_kind"]>;
    by: string | null;
    by_uuid: string | null;
    reason: string | null;
  } | null;
  /** Until when its owner may undo the revoke; null when it is final, past, or there is none. */
  undoable_until: string | null;
  rotation_details: RotationDetailsJson;
  /** The organisations whose administrators keep the token out. */
  withdrawals: WithdrawalJson[];
  /** It ends with all imported tokens, and nobody can extend it. */
  ends_by_sunset: boolean;
  /** When its expiration date was given: the start of the life that a policy checks. */
  expiration_set_at: string;
};

export type WithdrawalJson = { organisation: string; by: string | null; reason: string | null; at: string };

export function tokenDetailsJson(row: TokenRow): TokenDetailsJson {
  const revoker =
    row.revoker_email === null
      ? null
      : personName({
          firstName: row.revoker_first_name ?? "",
          lastName: row.revoker_last_name ?? "",
          email: row.revoker_email,
        });
  return {
    ...tokenJson(row),
    last_use:
      row.last_used_at === null
        ? null
        : {
            used_at: row.last_used_at.toISOString(),
            address: row.last_used_address,
            user_agent: row.last_used_user_agent ?? "",
          },
    revocation:
      row.revoke_kind === null
        ? null
        : { kind: row.revoke_kind, by: revoker, by_uuid: row.revoked_by_user_id, reason: row.revoke_reason },
    undoable_until: undoableUntilJson(row),
    rotation_details: rotationDetailsJson(row),
    withdrawals: row.withdrawals.map(withdrawalJson),
    ends_by_sunset: row.expires_by_sunset,
    expiration_set_at: row.expiration_set_at.toISOString(),
  };
}

function withdrawalJson(row: TokenRow["withdrawals"][number]): WithdrawalJson {
  return {
    organisation: row.organisation_name ?? "",
    by:
      row.email === null
        ? null
        : personName({ email: row.email, firstName: row.first_name ?? "", lastName: row.last_name ?? "" }),
    reason: row.reason,
    at: new Date(row.decided_at).toISOString(),
  };
}

function undoableUntilJson(row: TokenRow): string | null {
  const until = undoableUntil({ revokedAt: row.revoked_at, revokeKind: row.revoke_kind });
  const isByOwner = row.organisation_id !== null || row.revoked_by_user_id === row.user_id;
  return until === undefined || until <= row.now || !isByOwner ? null : until.toISOString();
}

/** Back to the public shape, without the details that only the dashboard shows. */
export function publicTokenJson(token: TokenDetailsJson): TokenJson {
  const {
    last_use: _lastUse,
    revocation: _revocation,
    undoable_until: _undoableUntil,
    rotation_details: _rotationDetails,
    withdrawals: _withdrawals,
    ends_by_sunset: _endsBySunset,
    expiration_set_at: _expirationSetAt,
    ...json
  } = token;
  return json;
}
