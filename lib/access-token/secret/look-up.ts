import type { Db } from "@/db/database";
import { findSecretStandings } from "@/db/found-secret/standing";
import { isLookedUp } from "@/lib/access-token/authentication/cache/imported";
import { endedBy } from "@/lib/access-token/authentication/judge";
import { tokenDigestKey } from "@/lib/keys";
import { readingsOf, secretsIn } from "./in-text";
import { digestOf } from "./secret";

/** Everything that is told of a secret to those who look it up. */
export const SECRET_STATUSES = ["active", "expired", "revoked", "retired", "owner_deactivated", "unknown"] as const;
export type SecretStatus = (typeof SECRET_STATUSES)[number];

const STATUS_OF = {
  token_expired: "expired",
  token_revoked: "revoked",
  token_retired: "retired",
  owner_deactivated: "owner_deactivated",
} as const;

/**
 * The status of each of these secrets, in their order: one statement for all. It is no use of them, and makes no pending secret the
 * current one. Whoever has a secret learns as much by calling the API with it, so it is not asked whose the token is.
 */
export async function lookUpSecrets(db: Db, secrets: readonly string[]): Promise<SecretStatus[]> {
  const digests = await Promise.all(secrets.map((found) => digestOfOne(db, found)));
  const standings = await findStandings(db, digests);
  return digests.map((digest) => {
    const standing = digest && standings.get(digest.toString("hex"));
    if (standing === undefined) return "unknown";
    const ended = endedBy(standing, standing.now);
    return ended === undefined ? "active" : STATUS_OF[ended.status];
  });
}

/** Which of these secrets, with nothing around them, this instance has given out at some time, and not forgotten. */
export async function isEachKnown(db: Db, secrets: readonly string[]): Promise<boolean[]> {
  const digests = await Promise.all(
    secrets.map(async (found) => {
      const secret = found.trim();
      return (await isLookedUp(db, secret)) ? digestOf(secret, tokenDigestKey().key) : undefined;
    }),
  );
  const standings = await findStandings(db, digests);
  return digests.map((digest) => digest !== undefined && standings.has(digest.toString("hex")));
}

/**
 * What is stored of each secret in a text that was found somewhere: alone, in a header, in a line of a log. One that was imported has no
 * format to be told by, and is found alone.
 */
export async function digestsIn(db: Db, found: string): Promise<Buffer[]> {
  const own = secretsIn(readingsOf(found));
  const alone = found.trim();
  const secrets = own.length === 0 && (await isLookedUp(db, alone)) ? [alone] : own;
  return secrets.map((secret) => digestOf(secret, tokenDigestKey().key));
}

// Of several in one text it could not be said which one is meant.
async function digestOfOne(db: Db, found: string): Promise<Buffer | undefined> {
  const digests = await digestsIn(db, found);
  return digests.length === 1 ? digests[0] : undefined;
}

async function findStandings(db: Db, digests: readonly (Buffer | undefined)[]) {
  const asked = digests.filter((digest) => digest !== undefined);
  const rows = asked.length === 0 ? [] : await findSecretStandings.all(db, asked);
  return new Map(rows.map((row) => [row.digest, row]));
}
