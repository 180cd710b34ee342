import { z } from "zod";
import { nameInput } from "@/lib/text-input";

const name = nameInput("The name").describe("1 to 100 characters, unique in the organisation");

const membersInput = z
  .array(z.uuid("A member must be the uuid of a person.").toLowerCase(), "The members must be a list.")
  .max(1000, "At most 1,000 members.")
  .transform((ids) => [...new Set(ids)])
  .describe("a list of uuids of people who are not guests");

/** The input to create a team. Unknown fields are refused. */
export const createTeamInput = z.strictObject({ name, members: membersInput.default([]) });
export type CreateTeamInput = z.output<typeof createTeamInput>;

/** The input to change one: only the given fields change. `members` replaces all members. */
export const editTeamInput = z.strictObject({ name, members: membersInput }).partial();
export type EditTeamInput = z.output<typeof editTeamInput>;
