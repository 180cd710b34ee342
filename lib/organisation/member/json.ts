import { z } from "zod";
import type { MemberRow } from "@/db/organisation/member";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import { ROLES } from "./roles";

/** A person of an organisation as the API shows them. */
export const memberSchema = z.strictObject({
  uuid: idSchema.describe("uuid of the person"),
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  role: z.enum(ROLES),
  created_at: timeSchema.describe("when they joined"),
});
export type MemberJson = z.output<typeof memberSchema>;

export const MEMBER_EXAMPLE: MemberJson = {
  uuid: "0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10",
  email: "ada@harbour.example",
  first_name: "Ada",
  last_name: "Okafor",
  role: "member",
  created_at: "2026-11-02T14:09:02.000Z",
};

export function memberJson(row: MemberRow): MemberJson {
  return {
    uuid: row.id,
    email: row.email,
    first_name: row.first_name,
    last_name: row.last_name,
    role: row.role,
    created_at: row.created_at.toISOString(),
  };
}
