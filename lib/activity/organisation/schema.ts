import { z } from "zod";
import { idSchema, timeSchema } from "@/lib/answer-schema";

// Any JSON, but required.
const jsonSchema = z.unknown().refine((value) => value !== undefined);

/** An entry of an organisation's activity as the API shows it, with Divio's names. */
export const organisationActivitySchema = z.strictObject({
  uuid: idSchema,
  organisation: idSchema.nullable(),
  application: idSchema.nullable().describe("the application it concerns"),
  created_at: timeSchema,
  user: idSchema.nullable().describe("who did it"),
  user_email: z.string().nullable(),
  type: z.string(),
  description: z.string(),
  context: z.strictObject({
    target: z.strictObject({ type: z.string().nullable(), uuid: idSchema, label: z.string().nullable() }).nullable(),
    subject: idSchema.nullable().describe("the account it concerns"),
    token: z
      .strictObject({ uuid: idSchema, label: z.string().nullable() })
      .nullable()
      .describe("the token that was used, if you have access to it"),
    before: jsonSchema.describe("the changed fields before, or null"),
    after: jsonSchema.describe("the changed fields after, or null"),
    address: z.string().nullable(),
    user_agent: z.string(),
    request_id: z.string().nullable(),
  }),
});

export const ORGANISATION_ACTIVITY_EXAMPLE: z.output<typeof organisationActivitySchema> = {
  uuid: "019a5d10-7f20-7b55-8c66-d7e8f9a0b1c2",
  organisation: "0198f2b4-2c40-7d15-a1b7-6e0c9d3f8a21",
  application: null,
  created_at: "2027-01-04T09:25:31.204117Z",
  user: "0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10",
  user_email: "ada@harbour.example",
  type: "membership.role_changed",
  description: "Role changed: noor@harbour.example (Role: member → admin)",
  context: {
    target: { type: "user", uuid: "0198f2c0-3344-7a55-9b66-c7d8e9f0a1b2", label: "noor@harbour.example" },
    subject: "0198f2c0-3344-7a55-9b66-c7d8e9f0a1b2",
    token: null,
    before: { role: "member" },
    after: { role: "admin" },
    address: "203.0.113.7",
    user_agent: "curl/8.5.0",
    request_id: "5e0c5c7a-9d5e-4f0e-8a4f-6d0f2b8a7c31",
  },
};
