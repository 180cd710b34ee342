import { z } from "zod";
import { findUser, updateProfile } from "@/db/account/user";
import type { Db } from "@/db/database";
import { recordActivity } from "@/lib/activity/record";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { isTimezone } from "@/lib/time/zone";
import { write } from "@/lib/write";
import { firstNameInput, lastNameInput } from "./input";

/** Omitted fields stay. */
export const profileInput = z.object({
  first_name: firstNameInput.optional(),
  last_name: lastNameInput.optional(),
  timezone: z.string().max(64).refine(isTimezone, "Choose a time zone from the list."),
  single_key_shortcuts: z
    .enum(["on", "off"])
    .transform((chosen) => chosen === "on")
    .optional(),
});

export type ProfileInput = z.output<typeof profileInput>;

const FIELDS = ["first_name", "last_name", "timezone", "single_key_shortcuts"] as const;

/** Change the signed-in person's names, timezone and shortcuts. Nothing is written, nor recorded, when nothing differs. */
export async function editProfile(db: Db, principal: SessionPrincipal, changes: ProfileInput) {
  return await write(db, principal, async (trx) => {
    const user = await findUser(trx, principal.user.id);
    if (user === undefined) return "not_found";
    const { first_name = user.first_name, last_name = user.last_name, timezone } = changes;
    const { single_key_shortcuts = user.single_key_shortcuts } = changes;
    const input = { first_name, last_name, timezone, single_key_shortcuts };
    const fields = FIELDS.filter((field) => user[field] !== input[field]);
    if (fields.length === 0) return "unchanged";
    await updateProfile(trx, user.id, input);
    await recordActivity(trx, {
      type: "user.profile_edited",
      userId: user.id,
      actor: { userId: user.id },
      target: { type: "user", id: user.id, label: user.email },
      before: Object.fromEntries(fields.map((field) => [field, user[field]])),
      after: Object.fromEntries(fields.map((field) => [field, input[field]])),
      client: principal.client,
    });
    return "edited";
  });
}
