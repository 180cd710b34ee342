import type { AuthenticationRow } from "@/db/access-token/authentication";
import { pendingLapsesAt } from "@/lib/access-token/rotation/rotation";
import { isInNetworks } from "@/lib/authorization/network";
import type { TokenPrincipalCore } from "@/lib/authorization/principal";
import { coreOfRow } from "./principal-of-row";

type Whose = { tokenId: string; secretId: string };

/** What is to be said to a secret that exists. */
export type Judged =
  | { status: "authenticated"; core: TokenPrincipalCore }
  | ({ status: "token_expired" | "token_revoked" | "token_retired"; at: Date } & Whose)
  | ({ status: "owner_deactivated" } & Whose)
  | ({ status: "network_not_allowed"; label: string } & Whose);

/**
 * Judge a secret that exists, for a request from this address at this moment. A revocation outlasts every other reason; the owner
 * comes after the token's own.
 */
export function judge(row: AuthenticationRow, address: string | null, now: Date): Judged {
  const whose: Whose = { tokenId: row.token_id, secretId: row.secret_id };
  const revokedAt = row.revoked_at ?? row.maker_leaked_at;
  if (revokedAt !== null) return { status: "token_revoked", at: revokedAt, ...whose };
  if (row.retires_at !== null && (row.secret_state === "retired" || row.retires_at <= now)) {
    return { status: "token_retired", at: row.retires_at, ...whose };
  }
  if (row.secret_state === "pending" && pendingLapsesAt(row.secret_created_at) <= now) {
    return { status: "token_retired", at: pendingLapsesAt(row.secret_created_at), ...whose };
  }
  if (row.expires_at !== null && row.expires_at <= now)
    return { status: "token_expired", at: row.expires_at, ...whose };
  if (row.user_deactivated_at !== null) return { status: "owner_deactivated", ...whose };
  if (!isInNetworks(address, row.allowed_networks)) {
    return { status: "network_not_allowed", label: row.label, ...whose };
  }
  return { status: "authenticated", core: coreOfRow(row, address) };
}
