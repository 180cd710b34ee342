import { z } from "zod";
import { nameInput } from "@/lib/text-input";

const membersInput = z
  .array(z.uuid("A member is named by the person's uuid.").toLowerCase(), "The members must be a list.")
  .max(1000, "At most 1,000 members.")
  .transform((ids) => [...new Set(ids)]);

/** What makes a team. Fields that are not known are ignored. */
export const createTeamInput = z.object({ name: nameInput("The name"), members: membersInput.default([]) });
export type CreateTeamInput = z.output<typeof createTeamInput>;

/** What changes one: only the fields that are there. `members` are then all there are. */
export const editTeamInput = z.object({ name: nameInput("The name"), members: membersInput }).partial();
export type EditTeamInput = z.output<typeof editTeamInput>;
