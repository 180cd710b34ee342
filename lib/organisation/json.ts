import { z } from "zod";
import type { OrganisationRow } from "@/db/organisation/organisation";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import type { Role } from "@/lib/authorization/principal";
import { ROLES } from "./member/roles";

/** An organisation as the API shows it, with the caller's role. */
export const organisationSchema = z.strictObject({
  uuid: idSchema,
  name: z.string(),
  slug: z.string(),
  created_at: timeSchema,
  role: z.enum(ROLES).describe("your role"),
});
export type OrganisationJson = z.output<typeof organisationSchema>;

export const ORGANISATION_EXAMPLE: OrganisationJson = {
  uuid: "0198f2b4-2c40-7d15-a1b7-6e0c9d3f8a21",
  name: "Harbour Studio",
  slug: "harbour-studio",
  created_at: "2026-11-02T14:05:40.000Z",
  role: "admin",
};

export function organisationJson(row: OrganisationRow, role: Role): OrganisationJson {
  return { uuid: row.id, name: row.name, slug: row.slug, created_at: row.created_at.toISOString(), role };
}
