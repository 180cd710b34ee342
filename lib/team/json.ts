import { z } from "zod";
import type { TeamRow } from "@/db/organisation/team";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import { ORGANISATION_EXAMPLE } from "@/lib/organisation/json";

/** A team as the API shows it. */
export const teamSchema = z.strictObject({
  uuid: idSchema,
  organisation: idSchema,
  name: z.string(),
  members: z.array(idSchema).describe("uuids of the people"),
  created_at: timeSchema,
});
export type TeamJson = z.output<typeof teamSchema>;

export const TEAM_EXAMPLE: TeamJson = {
  uuid: "019a0b77-5e12-7f3a-8d04-1c2b3a495867",
  organisation: ORGANISATION_EXAMPLE.uuid,
  name: "Release",
  members: ["0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10"],
  created_at: "2026-12-01T08:30:00.000Z",
};

export function teamJson(row: TeamRow): TeamJson {
  return {
    uuid: row.id,
    organisation: row.organisation_id,
    name: row.name,
    members: row.members.map(({ id }) => id),
    created_at: row.created_at.toISOString(),
  };
}
