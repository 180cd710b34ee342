import { findTokens, lockTokens, type TokenRow } from "@/db/access-token/token";
import type { Db, Row } from "@/db/database";
import { deleteSecretReport, findSecretReports, hasSecretReports } from "@/db/found-secret/report";
import { findSecretStandings, type SecretStanding } from "@/db/found-secret/standing";
import { isExtendable } from "@/lib/access-token/lifetime/lifetime";
import { pendingLapsesAt, undoableUntil } from "@/lib/access-token/rotation/rotation";
import type { Starter } from "@/lib/authorization/principal";
import { alone } from "@/lib/work/alone";
import { addJob } from "@/lib/work/queue";
import type { Task } from "@/lib/work/task";
import { write } from "@/lib/write";
import { revokeOne } from "../revocation/revoke-one";
import { LEAK_REPORT, reportedReason } from "./message";

const AT_ONCE = 100;
const FIRST = "00000000-0000-0000-0000-000000000000";

/** Revoke as leaked the tokens whose secrets were reported. What they made is left to `finishLeaks`, and is refused from now on. */
export const takeSecretReports: Task = async ({ db, signal }) => {
  const failures: unknown[] = [];
  // Who finds another at it goes: that one looks once more after it has made way, so that no report waits for the next minute.
  while (await alone(db, "take_secret_reports", () => takeAll(db, signal, failures))) {
    if (failures.length > 0) throw failures[0];
    if (signal.aborted || !(await hasSecretReports(db))) return;
  }
};

async function takeAll(db: Db, signal: AbortSignal, failures: unknown[]): Promise<void> {
  for (let after = FIRST; ; ) {
    const reports = await findSecretReports(db, after, AT_ONCE);
    for (const report of reports) {
      if (signal.aborted) return;
      // One that cannot be dealt with now must not keep the others waiting.
      await take(db, report).catch((failure) => failures.push(failure));
      after = report.id;
    }
    if (reports.length < AT_ONCE) return;
  }
}

async function take(db: Db, report: Row<"secret_report">): Promise<void> {
  const by = starterOf(report);
  const placeOf = new Map(report.digests.map((digest, n) => [digest.toString("hex"), report.places[n] ?? null]));
  for (const standing of await findSecretStandings.all(db, report.digests)) {
    await write(db, by, async (trx) => {
      await lockTokens(trx, [standing.token_id]);
      // It may have been rotated meanwhile, and this secret may be nobody's any more.
      const [present] = await findSecretStandings.all(trx, [Buffer.from(standing.digest, "hex")]);
      const [token] = await findTokens(trx, "all", [standing.token_id]);
      if (present === undefined || token === undefined || !canWork(present, token)) return;
      const place = placeOf.get(standing.digest) ?? null;
      await revokeOne(trx, by, token, { kind: "leaked", reason: reportedReason(place), report: { place } });
      await addJob(trx, "finish_leaks", {}, { jobKey: "finish_leaks" });
    });
  }
  await deleteSecretReport(db, report.id);
}

/**
 * Whether a secret lets somebody in, or could again: its token is active, or expired and can be extended, or was revoked and that can
 * be undone. A secret that retired ends nothing, since it is no longer the token's.
 */
export function canWork(
  secret: Pick<SecretStanding, "secret_state" | "secret_created_at" | "retires_at" | "now">,
  token: Pick<TokenRow, "expires_at" | "revoked_at" | "revoke_kind">,
): boolean {
  const { now } = secret;
  if (secret.secret_state === "retired" || (secret.retires_at !== null && secret.retires_at <= now)) return false;
  if (secret.secret_state === "pending" && pendingLapsesAt(secret.secret_created_at) <= now) return false;
  if (token.expires_at !== null && token.expires_at <= now && !isExtendable(token.expires_at, now)) return false;
  if (token.revoked_at === null) return true;
  const until = undoableUntil({ revokedAt: token.revoked_at, revokeKind: token.revoke_kind });
  return until !== undefined && until > now;
}

function starterOf({ address, user_agent: userAgent, request_id: requestId }: Row<"secret_report">): Starter {
  return { type: "starter", userId: null, name: LEAK_REPORT, client: { address, userAgent, requestId } };
}
