import { z } from "zod";
import { networksInput } from "@/lib/access-token/input";
import { LONGEST_LIFETIME_YEARS } from "@/lib/access-token/lifetime/lifetime";

const LONGEST_SECONDS = LONGEST_LIFETIME_YEARS * 366 * 24 * 60 * 60;
const rule = (name: string, text: string) => z.boolean(`${name} must be true or false.`).describe(text);

/** The input to change the draft: only the given fields change. Unknown fields are refused. */
export const policyInput = z
  .strictObject({
    personal_tokens_allowed: rule("personal_tokens_allowed", "false: only the organisation's own tokens"),
    all_access_allowed: rule(
      "all_access_allowed",
      "false: no tokens with full access to the whole organisation (all or organisations:write)",
    ),
    expiration_required: rule("expiration_required", "true: every token needs an expiration date"),
    purpose_required: rule("purpose_required", "true: tokens with the purpose other need a description"),
    longest_lifetime_seconds: z
      .int("longest_lifetime_seconds must be a whole number of seconds, or null.")
      .min(60, "The longest lifetime is at least a minute.")
      .max(LONGEST_SECONDS, `The longest lifetime is at most ${LONGEST_LIFETIME_YEARS} years.`)
      .nullable()
      .describe(`from setting an expiration date to that date: 60 to ${LONGEST_LIFETIME_YEARS} years, or null for any`),
    allowed_networks: networksInput.describe("a list of IP addresses and networks, or null for any"),
  })
  .partial();
export type PolicyInput = z.output<typeof policyInput>;

/** From when the draft is to apply: a future moment; null or left out is now. And which draft. Unknown fields are refused. */
export const enforceInput = z.strictObject({
  enforced_from: z.iso
    .datetime({
      offset: true,
      error: "enforced_from must be a date and time with an offset, such as 2027-01-31T12:00:00Z, or null.",
    })
    .transform((text) => new Date(text))
    .refine((moment) => !Number.isNaN(moment.getTime()), "This date does not exist.")
    .nullish()
    .describe("a date and time with an offset, at most a year ahead; default: now"),
  draft: z
    .uuid("draft must be the uuid of the draft.")
    .toLowerCase()
    .describe(
      "uuid of the draft you reviewed; 409 draft_changed if it has changed since; optional if you made the last change",
    )
    .optional(),
});
