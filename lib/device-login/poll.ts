import { countPoll, type Poll } from "@/db/account/device-login";
import type { Db } from "@/db/database";
import { processWide } from "@/db/process-wide";
import { Room } from "@/lib/write";

// Of the ten connections of a process, beside those of changes and of reports: reading always finds one.
const AT_ONCE = 2;
const WAIT_MS = 3_000;
// No interval is as short: a login that was told to slow down is told so again without the database.
const QUIET_MS = 1_000;

/**
 * Run the statements of somebody whom no token and no password tells from others, such as a device that logs in: a few at a time, however
 * many ask.
 * @throws Busy when there was no room in time: nothing has begun, and the client may ask again
 */
export async function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  const room = processWide("device logins", () => new Room(AT_ONCE));
  return await room.with(performance.now() + WAIT_MS, run);
}

/**
 * Count one request for the token of a login. One that comes while another of the same login is under way, or right after one that was
 * too fast, is too fast without being counted.
 * @throws Busy
 */
export async function poll(db: Db, deviceDigest: Buffer): Promise<Poll | "slow_down" | undefined> {
  const { quietUntil } = processWide("device polls", () => ({ quietUntil: new Map<string, number>() }));
  const key = deviceDigest.toString("base64");
  const now = performance.now();
  for (const [each, until] of quietUntil) if (until <= now) quietUntil.delete(each);
  if (quietUntil.has(key)) return "slow_down";
  quietUntil.set(key, Number.POSITIVE_INFINITY);
  try {
    const login = await inTurn(() => countPoll(db, deviceDigest));
    if (login?.is_too_fast) quietUntil.set(key, performance.now() + QUIET_MS);
    return login;
  } finally {
    if (quietUntil.get(key) === Number.POSITIVE_INFINITY) quietUntil.delete(key);
  }
}
