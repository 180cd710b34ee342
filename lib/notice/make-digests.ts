import type { ExpiringToken } from "@/db/access-token/expiring";
import { findUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import { deleteDigest, insertDigest, insertMailed } from "@/db/notice/digest";
import { isMailOn, queueMail } from "@/lib/mail/queue";
import { alone } from "@/lib/work/alone";
import type { Task } from "@/lib/work/task";
import { digestOf, localDay } from "./digest";
import { digestMail } from "./digest-mail";
import { expiringTokens } from "./expiring";

/** Queue the digests that are due, at most one for a person's day, once however often and wherever this runs. */
export const makeDigests: Task = async ({ db, clock, signal }) => {
  if (!isMailOn()) return;
  await alone(db, "make_digests", async () => {
    const now = await clock(db);
    for (const [userId, timezone] of await findPeople(db, now)) {
      if (signal.aborted) return;
      // One person's failure must not affect the others.
      await db
        .transaction()
        .execute((trx) => makeDigest(trx, userId, timezone, now))
        .catch((error: Error) =>
          console.error(`notices: the digest of ${userId} could not be made (${error.message})`),
        );
    }
  });
};

/** Everyone with something due that no digest has covered. */
async function findPeople(db: Db, now: Date): Promise<Map<string, string>> {
  const people = new Map<string, string>();
  for await (const tokens of expiringTokens(db, "email", now)) {
    for (const token of tokens) if (digestOf([token], now, now)) people.set(token.user_id, token.timezone);
  }
  return people;
}

// The row of the day is locked first, and the content is read after that: an edit, a revocation or another instance may have
// come between.
async function makeDigest(trx: Db, userId: string, timezone: string, now: Date) {
  const { day, endsAt } = localDay(now, timezone);
  if (!(await insertDigest(trx, userId, day, now))) return;
  const tokens: ExpiringToken[] = [];
  for await (const page of expiringTokens(trx, "email", now, userId)) tokens.push(...page);
  const digest = digestOf(tokens, now, endsAt);
  const user = await findUser(trx, userId);
  if (digest === undefined || user === undefined) return await deleteDigest(trx, userId, day);
  await insertMailed(trx, userId, day, digest.dedupeKeys);
  await queueMail(trx, digestMail(user, digest.tokens, now));
}
