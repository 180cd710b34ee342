import type { z } from "zod";
import type { PublicTokenRow, TokenRow } from "@/db/access-token/token";
import type { rotationSchema } from "@/lib/access-token/schema";
import { isLiving, isUnstored, latestRetirement, pendingLapsesAt } from "./rotation";

/** The rotation of a token in its public shape. */
export type RotationJson = z.output<typeof rotationSchema>;
type SecretJson = NonNullable<RotationJson["pending"]>;

/** Details of a rotation for the token's page; each is null exactly when there is no such secret. */
export type RotationDetailsJson = {
  current: { created_at: string } | null;
  pending: { lapses_at: string; overlap_seconds: number } | null;
  /** `last_used_at`: when it was last used since the overlap began; null when it was not. */
  retiring: { retiring_since: string; latest_retires_at: string; last_used_at: string | null } | null;
  /** The newest secret, if a page showed it, nobody confirmed that it is stored, and nothing has used it. */
  unstored: { hint: string; state: "pending" | "current" } | null;
};

export function rotationJson({ pending, retiring }: ReturnType<typeof livingSecrets>): RotationJson {
  return {
    pending: secretJson(pending),
    retiring: secretJson(retiring),
    retires_at: retiring?.retires_at == null ? null : new Date(retiring.retires_at).toISOString(),
  };
}

export function rotationDetailsJson(row: TokenRow): RotationDetailsJson {
  const { current, pending, retiring } = livingSecrets(row);
  const since = retiring?.retiring_since == null ? undefined : new Date(retiring.retiring_since);
  return {
    current: current === undefined ? null : { created_at: new Date(current.created_at).toISOString() },
    pending:
      pending === undefined
        ? null
        : {
            lapses_at: pendingLapsesAt(new Date(pending.created_at)).toISOString(),
            overlap_seconds: pending.overlap_seconds ?? 0,
          },
    retiring:
      since === undefined
        ? null
        : {
            retiring_since: since.toISOString(),
            latest_retires_at: latestRetirement(since, row.expires_at).toISOString(),
            last_used_at:
              retiring?.used_since_retiring_at == null ? null : new Date(retiring.used_since_retiring_at).toISOString(),
          },
    unstored: unstoredSecret(row),
  };
}

/** The newer of the pending and the current secret counts: a pending one is about to replace the other. */
export function unstoredSecret(row: TokenRow): RotationDetailsJson["unstored"] {
  if (row.status !== "active") return null;
  const { current, pending } = livingSecrets(row);
  const [newest, state] = pending === undefined ? [current, "current" as const] : [pending, "pending" as const];
  // While one is pending, clients use the other.
  const lastUsedAt = state === "current" ? row.last_used_at : null;
  return newest !== undefined && isUnstored(newest, lastUsedAt) ? { hint: newest.hint, state } : null;
}

/** The secrets of a token that work. A pending one that lapsed, or an overlap that ended, may stay in the table a little longer. */
export function livingSecrets<Secret extends PublicTokenRow["secrets"][number]>(row: { secrets: Secret[]; now: Date }) {
  const inState = (state: string) => row.secrets.find((secret) => secret.state === state && isLiving(secret, row.now));
  return { current: inState("current"), pending: inState("pending"), retiring: inState("retiring") };
}

// Rows inside json_agg come with their times as text.
function secretJson(secret: PublicTokenRow["secrets"][number] | undefined): SecretJson | null {
  return secret === undefined ? null : { hint: secret.hint, created_at: new Date(secret.created_at).toISOString() };
}
