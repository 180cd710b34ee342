import { z } from "zod";
import { networksInput } from "@/lib/access-token/input";
import { LONGEST_LIFETIME_YEARS } from "@/lib/access-token/lifetime/lifetime";

const LONGEST_SECONDS = LONGEST_LIFETIME_YEARS * 366 * 24 * 60 * 60;
const allowed = (name: string) => z.boolean(`${name} must be true or false.`);

/** What changes the draft: only the fields that are there. Fields that are not known are ignored. */
export const policyInput = z
  .object({
    personal_tokens_allowed: allowed("personal_tokens_allowed"),
    all_access_allowed: allowed("all_access_allowed"),
    expiration_required: allowed("expiration_required"),
    purpose_required: allowed("purpose_required"),
    longest_lifetime_seconds: z
      .int("longest_lifetime_seconds must be a whole number of seconds, or null.")
      .min(60, "The longest lifetime is at least a minute.")
      .max(LONGEST_SECONDS, `The longest lifetime is at most ${LONGEST_LIFETIME_YEARS} years.`)
      .nullable(),
    allowed_networks: networksInput,
  })
  .partial();
export type PolicyInput = z.output<typeof policyInput>;

/** From when the draft shall hold: a moment ahead; null or left out is now. And which draft. */
export const enforceInput = z.object({
  enforced_from: z.iso
    .datetime({
      offset: true,
      error: "enforced_from must be a date and time with its offset, such as 2027-01-31T12:00:00Z, or null.",
    })
    .transform((text) => new Date(text))
    .refine((moment) => !Number.isNaN(moment.getTime()), "There is no such date.")
    .nullish(),
  draft: z.uuid("draft must be the uuid of the draft.").toLowerCase().optional(),
});
