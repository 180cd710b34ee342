import { applySunset } from "@/db/imported-token/sunset";
import { alone } from "@/lib/work/alone";
import type { Task } from "@/lib/work/task";

// Short: whoever revokes one of them at this moment waits for it.
const AT_ONCE = 500;

/** Give imported tokens the expiration date that the sunset asks for: those of before, and those that came or changed since. */
export const applySunsetTask: Task = async ({ db, signal }) => {
  await alone(db, "apply_sunset", async () => {
    while (!signal.aborted && (await applySunset(db, AT_ONCE)) > 0);
  });
};
