import type { Db } from "@/db/database";
import { findSecretStandings } from "@/db/found-secret/standing";
import { hasImportedSecrets, isLookedUp } from "@/lib/access-token/authentication/cache/imported";
import { endedBy } from "@/lib/access-token/authentication/judge";
import { tokenDigestKey } from "@/lib/keys";
import { importableIn, readingsOf, secretsIn } from "./in-text";
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
  const candidates = await Promise.all(secrets.map((found) => candidatesIn(db, found)));
  const standings = await findStandings(db, candidates.flat());
  return candidates.map((digests) => {
    const [standing, ...others] = digests.flatMap((digest) => standings.get(digest.toString("hex")) ?? []);
    // Of several in one text it could not be said which one is meant.
    if (standing === undefined || others.length > 0) return "unknown";
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

/** What would be stored of each secret in a text that was found somewhere: alone, in a header, in a line of a log. */
export async function digestsIn(db: Db, found: string): Promise<Buffer[]> {
  return digestsOf((await secretsWithin(db, readingsOf(found))).all);
}

/**
 * The secrets in a text: `own` are those of our format; `all` besides, while there are imported ones, what could be one of
 * those. Own ones first.
 */
export async function secretsWithin(db: Db, text: string): Promise<{ own: string[]; all: string[] }> {
  const own = secretsIn(text);
  const words = importableIn(text);
  const imported = words.length > 0 && (await hasImportedSecrets(db)) ? words : [];
  return { own, all: [...new Set([...own, ...imported])] };
}

export function digestsOf(secrets: readonly string[]): Buffer[] {
  const { key } = tokenDigestKey();
  return secrets.map((secret) => digestOf(secret, key));
}

// Two of our format are two secrets, whether or not both are known; of words that could be an imported one, most are none.
async function candidatesIn(db: Db, found: string): Promise<Buffer[]> {
  const { own, all } = await secretsWithin(db, readingsOf(found));
  return own.length > 1 ? [] : digestsOf(all);
}

async function findStandings(db: Db, digests: readonly (Buffer | undefined)[]) {
  const asked = digests.filter((digest) => digest !== undefined);
  const rows = asked.length === 0 ? [] : await findSecretStandings.all(db, asked);
  return new Map(rows.map((row) => [row.digest, row]));
}
