import { z } from "zod";
import { idSchema, timeSchema } from "@/lib/answer-schema";

const count = z.int().min(0);

/** A bulk withdrawal, and how far it is. Times are RFC 3339 in UTC. */
export const bulkWithdrawalSchema = z.strictObject({
  uuid: idSchema,
  made_before: timeSchema,
  personal: z.boolean(),
  organisation: z.boolean(),
  reason: z.string(),
  created_at: timeSchema,
  created_by: z
    .strictObject({ uuid: idSchema, name: z.string() })
    .nullable()
    .describe("null if an organisation's token started it or the account was deleted"),
  finished_at: timeSchema.nullable().describe("null while it is running"),
  tokens: z
    .strictObject({ pending: count, withdrawn: count, revoked: count, unchanged: count, failed: count })
    .describe("the number of tokens by outcome"),
});

export const BULK_WITHDRAWAL_EXAMPLE: z.output<typeof bulkWithdrawalSchema> = {
  uuid: "019a6e10-2b3c-7d4e-9f50-6a7b8c9d0e1f",
  made_before: "2027-01-04T00:00:00.000Z",
  personal: true,
  organisation: false,
  reason: "A laptop was stolen",
  created_at: "2027-01-04T09:30:00.000Z",
  created_by: { uuid: "0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10", name: "Ada Okafor" },
  finished_at: null,
  tokens: { pending: 3, withdrawn: 11, revoked: 0, unchanged: 1, failed: 0 },
};
