import { z } from "zod";
import type { ApplicationRow } from "@/db/application/application";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import { ORGANISATION_EXAMPLE } from "@/lib/organisation/json";

/** An application as the API shows it. */
export const applicationSchema = z.strictObject({
  uuid: idSchema,
  slug: z.string(),
  name: z.string(),
  organisation: idSchema,
  created_at: timeSchema,
});
export type ApplicationJson = z.output<typeof applicationSchema>;

export const APPLICATION_EXAMPLE: ApplicationJson = {
  uuid: "019a1c40-93bd-7a66-b0f1-4d5e6f708192",
  slug: "regatta-site",
  name: "Regatta Site",
  organisation: ORGANISATION_EXAMPLE.uuid,
  created_at: "2026-12-03T10:15:20.000Z",
};

export function applicationJson(row: ApplicationRow): ApplicationJson {
  return {
    uuid: row.id,
    slug: row.slug,
    name: row.name,
    organisation: row.organisation_id,
    created_at: row.created_at.toISOString(),
  };
}
