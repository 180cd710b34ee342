import { v7 as uuidv7 } from "uuid";
import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { findOwners, findTaken, insertImported, lockImports, type NewImported } from "@/db/imported-token/import";
import { findSunset } from "@/db/imported-token/sunset";
import { BadLine, type ImportedRow } from "./row";

/** What became of a line: its token is imported, or was before. */
type Outcome = "imported" | "there" | BadLine;

// Done at the machine itself: no request, no address.
const USER_AGENT = "npm run import";

/**
 * Take over the tokens of these lines, in one transaction; those that were taken over before stay as they are. What one line has wrong
 * keeps no other from being imported.
 * @param isDryRun find out what would be done, and do nothing
 * @returns what became of each, in their order
 */
export async function writeRows(
  db: Db,
  rows: readonly ImportedRow[],
  { keyId, isDryRun }: { keyId: string; isDryRun: boolean },
): Promise<Outcome[]> {
  return await db.transaction().execute(async (trx): Promise<Outcome[]> => {
    await lockImports(trx);
    // Nobody sets another one until these tokens are there for it to be applied to.
    const sunset = await findSunset(trx, "share");
    const now = await databaseNow(trx);
    const owners = await findOwners(trx, [...new Set(rows.map(({ email }) => email))]);
    const taken = await findTaken(
      trx,
      rows.map(({ digest }) => digest),
    );
    const made: NewImported[] = [];
    const outcomes = rows.map((row): Outcome => {
      const owner = owners.get(row.email);
      if (owner === undefined) return new BadLine("There is no account with this e-mail address.");
      const holder = taken.get(row.digest.toString("hex"));
      if (holder === owner) return "there";
      if (holder !== undefined) return new BadLine("The secret already belongs to another token.");
      if (sunset !== undefined && sunset.at <= now)
        return new BadLine("Imported tokens have stopped working. Set a later end date first.");
      made.push(imported(row, owner, { keyId, now, sunset: sunset?.at }));
      return "imported";
    });
    if (!isDryRun) await insertImported(trx, made);
    return outcomes;
  });
}

function imported(
  { label, digest, hint, createdAt, lastUsedAt, expiresAt }: ImportedRow,
  userId: string,
  { keyId, now, sunset }: { keyId: string; now: Date; sunset: Date | undefined },
): NewImported {
  const id = uuidv7();
  const endsBySunset = sunset !== undefined && (expiresAt === null || expiresAt > sunset);
  return {
    token: {
      id,
      kind: "pat",
      user_id: userId,
      label,
      purpose: "other",
      scopes: ["all"],
      reach: "everything",
      created_at: createdAt ?? now,
      imported_at: now,
      expires_at: endsBySunset ? sunset : expiresAt,
      expires_by_sunset: endsBySunset,
      own_expires_at: endsBySunset ? expiresAt : null,
    },
    secret: {
      id: uuidv7(),
      token_id: id,
      digest,
      key_id: keyId,
      format: "imported",
      hint,
      state: "current",
      created_at: createdAt ?? now,
    },
    lastUse: lastUsedAt === null ? undefined : { token_id: id, used_at: lastUsedAt },
    activity: {
      id: uuidv7(),
      type: "access_token.imported",
      user_id: userId,
      target_type: "access_token",
      target_id: id,
      target_label: label,
      after: JSON.stringify({ label, expiration_date: expiresAt?.toISOString() ?? null }),
      user_agent: USER_AGENT,
      request_id: "",
    },
  };
}
