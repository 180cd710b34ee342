import { z } from "zod";
import { revokeReasonInput } from "@/lib/access-token/input";

/** The input of a bulk withdrawal, from the API and from the dashboard. */
export const bulkWithdrawalInput = z
  .strictObject({
    made_before: z.iso
      .datetime({
        offset: true,
        error: "made_before must be a date and time with an offset, such as 2027-01-31T12:00:00Z.",
      })
      .transform((text) => new Date(text))
      .refine((moment) => !Number.isNaN(moment.getTime()), "This date does not exist.")
      .describe(
        "a date and time with an offset, not in the future. A token's oldest secret in use counts: tokens rotated since then, whose old secret has ended, are left out",
      ),
    personal: z
      .boolean("personal must be true or false.")
      .describe("withdraw the access of personal tokens; default: true")
      .default(true),
    organisation: z
      .boolean("organisation must be true or false.")
      .describe("permanently revoke the organisation's own tokens; default: false")
      .default(false),
    reason: revokeReasonInput.default(""),
  })
  .refine((input) => input.personal || input.organisation, {
    path: ["personal"],
    message: "Choose personal tokens, the organisation's, or both.",
  });
export type BulkWithdrawalInput = z.output<typeof bulkWithdrawalInput>;
