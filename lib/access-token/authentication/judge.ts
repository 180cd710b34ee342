import type { AuthenticationRow } from "@/db/access-token/authentication";
import { pendingLapsesAt } from "@/lib/access-token/rotation/rotation";
import { isInNetworks } from "@/lib/authorization/network";
import type { TokenPrincipalCore } from "@/lib/authorization/principal";
import { coreOfRow } from "./principal-of-row";

type Whose = { tokenId: string; secretId: string };

/** What is to be said to a secret that exists. */
export type Judged =
  | { status: "authenticated"; core: TokenPrincipalCore }
  | ({ status: "token_expired" | "token_revoked" | "token_retired"; at: Date; isSunset?: boolean } & Whose)
  | ({ status: "owner_deactivated" } & Whose)
  | ({ status: "network_not_allowed"; label: string } & Whose);

/** What says whether a secret works, wherever it is used from. */
export type Standing = Pick<
  AuthenticationRow,
  "revoked_at" | "maker_leaked_at" | "secret_state" | "secret_created_at" | "retires_at" | "expires_at"
> & { user_deactivated_at: Date | null };

/** Why a secret that exists does not work. */
type Ended =
  | { status: "token_expired" | "token_revoked" | "token_retired"; at: Date }
  | { status: "owner_deactivated" };

/**
 * Why a secret that exists does not work at this moment, wherever it is used from; undefined where it does. A revocation outlasts every
 * other reason; the owner comes after the token's own.
 */
export function endedBy(row: Standing, now: Date): Ended | undefined {
  const revokedAt = row.revoked_at ?? row.maker_leaked_at;
  if (revokedAt !== null) return { status: "token_revoked", at: revokedAt };
  if (row.retires_at !== null && (row.secret_state === "retired" || row.retires_at <= now)) {
    return { status: "token_retired", at: row.retires_at };
  }
  if (row.secret_state === "pending" && pendingLapsesAt(row.secret_created_at) <= now) {
    return { status: "token_retired", at: pendingLapsesAt(row.secret_created_at) };
  }
  if (row.expires_at !== null && row.expires_at <= now) return { status: "token_expired", at: row.expires_at };
  return row.user_deactivated_at === null ? undefined : { status: "owner_deactivated" };
}

/** Judge a secret that exists, for a request from this address at this moment. */
export function judge(row: AuthenticationRow, address: string | null, now: Date): Judged {
  const whose: Whose = { tokenId: row.token_id, secretId: row.secret_id };
  const ended = endedBy(row, now);
  if (ended !== undefined) {
    const isSunset = ended.status === "token_expired" && row.expires_by_sunset;
    return { ...ended, ...(isSunset ? { isSunset } : {}), ...whose };
  }
  if (!isInNetworks(address, row.allowed_networks)) {
    return { status: "network_not_allowed", label: row.label, ...whose };
  }
  return { status: "authenticated", core: coreOfRow(row, address) };
}
