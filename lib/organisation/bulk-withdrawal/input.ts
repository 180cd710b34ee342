import { z } from "zod";
import { revokeReasonInput } from "@/lib/access-token/input";

/** The input of a bulk withdrawal, from the API and from the dashboard. */
export const bulkWithdrawalInput = z
  .strictObject({
    made_before: z.iso
      .datetime({
        offset: true,
        error: "made_before must be a date and time with its offset, such as 2027-01-31T12:00:00Z.",
      })
      .transform((text) => new Date(text))
      .refine((moment) => !Number.isNaN(moment.getTime()), "There is no such date.")
      .describe(
        "a date and time with offset, not in the future. A token counts as made when its oldest secret in use was: one that was rotated since, and whose former secret has ended, is left out",
      ),
    personal: z
      .boolean("personal must be true or false.")
      .describe("withdraw the access of personal tokens; true unless asked otherwise")
      .default(true),
    organisation: z
      .boolean("organisation must be true or false.")
      .describe("revoke the organisation's own, for good; false unless asked otherwise")
      .default(false),
    reason: revokeReasonInput.default(""),
  })
  .refine((input) => input.personal || input.organisation, {
    path: ["personal"],
    message: "Choose personal tokens, the organisation's, or both.",
  });
export type BulkWithdrawalInput = z.output<typeof bulkWithdrawalInput>;
