import { findUnfinishedLeaks } from "@/db/access-token/revoke";
import { personName } from "@/lib/access-token/json";
import type { Starter } from "@/lib/authorization/principal";
import { alone } from "@/lib/work/alone";
import type { Task } from "@/lib/work/task";
import { endLeak } from "./end-leak";
import { LEAK_REPORT } from "./message";

const NOBODY = { address: null, userAgent: "", requestId: "" };

/**
 * Finish ending what leaked tokens made, in the name of those who reported them: a revoke that was cut off after its first
 * step, for example because its process ended, is complete a minute later.
 */
export const finishLeaks: Task = async ({ db, signal }) => {
  await alone(db, "finish_leaks", async () => {
    const failures: unknown[] = [];
    for (const { id, label, ...by } of await findUnfinishedLeaks(db)) {
      if (signal.aborted) return;
      // One that cannot be ended now must not keep the others alive.
      await endLeak(db, starterOf(by), { id, label, isReported: by.leak_reported }).catch((failure) =>
        failures.push(failure),
      );
    }
    if (failures.length > 0) throw failures[0];
  });
};

type Reporter = Pick<
  Awaited<ReturnType<typeof findUnfinishedLeaks>>[number],
  "user_id" | "email" | "first_name" | "last_name" | "leak_reported"
>;

function starterOf({ user_id: userId, email, first_name, last_name, leak_reported: isReported }: Reporter): Starter {
  const person = { email: email ?? "", firstName: first_name ?? "", lastName: last_name ?? "" };
  const nobody = isReported ? LEAK_REPORT : "An admin";
  return { type: "starter", userId, name: userId === null ? nobody : personName(person), client: NOBODY };
}
