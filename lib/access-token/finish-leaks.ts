import { findRecentlyLeaked } from "@/db/access-token-revoke";
import type { SessionPrincipal } from "@/lib/principal";
import { alone } from "@/lib/work/alone";
import type { Task } from "@/lib/work/task";
import { revokeMadeWith } from "./revoke";

const NOBODY = { address: null, userAgent: "", requestId: "" };

/**
 * Revoke what is left of what leaked tokens made, as those who said that they leaked: a revoke that was cut off after its first
 * step, by the end of a process for example, is whole a minute later.
 */
export const finishLeaks: Task = async ({ db, clock, signal }) => {
  await alone(db, "finish_leaks", async () => {
    for (const { id, label, ...by } of await findRecentlyLeaked(db)) {
      if (signal.aborted) return;
      const principal: SessionPrincipal = {
        type: "session",
        user: {
          id: by.user_id,
          email: by.email,
          firstName: by.first_name,
          lastName: by.last_name,
          timezone: by.timezone,
        },
        session: { id, authenticatedAt: new Date(0), method: "password" },
        organisations: [],
        now: await clock(db),
        client: NOBODY,
      };
      await revokeMadeWith(db, principal, { id, label });
    }
  });
};
