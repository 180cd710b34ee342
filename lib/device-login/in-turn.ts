import { processWide } from "@/db/process-wide";
import { Room } from "@/lib/write";

// Of the ten connections of a process, beside those of changes and of reports: reading always finds one.
const AT_ONCE = 2;
const WAIT_MS = 3_000;

/**
 * Run the statements of somebody whom no token and no password tells from others, such as a device that logs in: a few at a time, however
 * many ask.
 * @throws Busy when there was no room in time: nothing has begun, and the client may ask again
 */
export async function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  const room = processWide("device logins", () => new Room(AT_ONCE));
  return await room.with(performance.now() + WAIT_MS, run);
}
