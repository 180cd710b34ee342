import { z } from "zod";
import { networkOf } from "@/lib/authorization/network";
import { SCOPES } from "@/lib/authorization/scope";
import { ACTS_AS } from "@/lib/authorization/strength";
import { oneOf } from "@/lib/one-of";
import { lineInput, linesInput, nameInput } from "@/lib/text-input";
import { eachText, type TEXT_FIELDS, type TextFieldName, type Texts, textField } from "./fields";
import { LONGEST_LIFETIME_YEARS } from "./lifetime/lifetime";
import { PURPOSES } from "./purpose";
import { DEFAULT_OVERLAP_SECONDS, LONGEST_OVERLAP_SECONDS } from "./rotation/rotation";

const SHOWN_CHARACTERS = 40;

/** The input, short enough to be quoted in a sentence. */
export function quoted(input: unknown): string {
  const characters = [...String(input).toWellFormed()];
  return `“${characters.slice(0, SHOWN_CHARACTERS).join("")}${characters.length > SHOWN_CHARACTERS ? "…" : ""}”`;
}

type TextInput<Name extends TextFieldName> = z.ZodType<Texts[Name], Texts[Name]>;

/** The schema of each text of a token. */
export const textInputs = eachText(textInput) as { [Name in TextFieldName]: TextInput<Name> };

/** The schema of each in a new token: left out, there is none. */
const newTextInputs = eachText(newTextInput) as {
  [Name in TextFieldName]: undefined extends (typeof TEXT_FIELDS)[Name]["none"]
    ? TextInput<Name>
    : z.ZodDefault<TextInput<Name>>;
};

function textInput(name: TextFieldName) {
  const { words, lines, longest, none, text = "" } = textField(name);
  const what = `The ${words.toLowerCase()}`;
  if (none === undefined) return nameInput(what, longest);
  const input = lines ? linesInput(what, longest) : lineInput(what, longest);
  if (none === "") return input;
  const orNone = input.transform((value) => (value === "" ? null : value)).nullable();
  return orNone.describe(`${text}${input.description}, or null`);
}

function newTextInput(name: TextFieldName) {
  const { none } = textField(name);
  const input: z.ZodType<string | null, string | null> = textInput(name);
  return none === undefined ? input : input.default(none);
}

const purposeInput = z.enum(PURPOSES, `The purpose must be one of ${PURPOSES.join(", ")}.`).describe(oneOf(PURPOSES));

const scopesInput = z
  .array(
    z
      .string("A scope must be text.")
      .superRefine((scope, context) => {
        if (!SCOPES.includes(scope)) {
          context.addIssue({
            code: "custom",
            message: `The scope ${JSON.stringify(scope.slice(0, 64))} does not exist.`,
          });
        }
      })
      .meta({ enum: [...SCOPES] }),
    "The scopes must be a list.",
  )
  .min(1, "Choose at least one scope.")
  .max(32, "This is more scopes than exist.")
  .describe("a list of scopes, at least one");

/** A moment with its offset, as RFC 3339 writes it; null for never. The verb refuses one in the past or too far ahead. */
const expirationInput = z.iso
  .datetime({
    offset: true,
    error: "The expiration date must be a date and time with an offset, such as 2027-01-31T12:00:00Z, or null.",
  })
  .transform((text) => new Date(text))
  .refine((moment) => !Number.isNaN(moment.getTime()), "This date does not exist.")
  .nullable()
  .describe(`a date and time with an offset, at most ${LONGEST_LIFETIME_YEARS} years ahead, or null for never`);

const limitInput = z
  .strictObject({
    organisation: z.uuid("The organisation must be a uuid.").toLowerCase(),
    application: z.uuid("The application must be a uuid.").toLowerCase().nullish(),
    environment: z.uuid("The environment must be a uuid.").toLowerCase().nullish(),
  })
  .refine(
    (limit) => limit.environment == null || limit.application != null,
    "An environment needs its application too.",
  )
  .transform((limit) => ({
    organisation_id: limit.organisation,
    application_id: limit.application ?? null,
    environment_id: limit.environment ?? null,
  }));

/** null is everything the owner can reach; a list limits, and an empty one reaches nothing. */
export const limitsInput = z
  .array(limitInput, "The limits must be a list, or null.")
  .max(100, "At most 100 limits.")
  .transform(withoutRepeats)
  .nullable()
  .describe("null for everything its owner can access, or a list of {organisation, application?, environment?}");

/** null is any network. */
export const networksInput = z
  .array(
    z
      .union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
        error: ({ input }) => `${quoted(input)} is not an IP address or a network such as 203.0.113.0/24.`,
      })
      .transform(networkOf),
    "The networks must be a list, or null.",
  )
  .min(1, "Add at least one network, or use null for any.")
  .max(64, "At most 64 networks.")
  .transform(withoutRepeats)
  .nullable()
  .describe("null for any, or a list of IP addresses and networks");

const actsAsInput = z
  .enum(ACTS_AS, `acts_as must be one of ${ACTS_AS.join(", ")}.`)
  .describe(`${oneOf(ACTS_AS)}: the role of an organisation's token, at most your own`);

/** The assignment of an organisation's token: a team, an application or a workflow, at most one; null removes it. */
const assignment = {
  team: z
    .uuid("The team must be a uuid.")
    .toLowerCase()
    .nullable()
    .describe(
      "uuid of the team that an organisation's token is assigned to; set at most one of team, application and workflow",
    ),
  application: z
    .uuid("The application must be a uuid.")
    .toLowerCase()
    .nullable()
    .describe("uuid of the application that an organisation's token is assigned to"),
  workflow: nameInput("The workflow")
    .nullable()
    .describe("name of the workflow that an organisation's token is assigned to, up to 100 characters"),
};
export type Assignment = { team: string | null; application: string | null; workflow: string | null };

const fields = {
  ...textInputs,
  purpose: purposeInput,
  scopes: scopesInput,
  limits: limitsInput,
  expiration_date: expirationInput,
  allowed_networks: networksInput,
  may_rotate_itself: z.boolean("may_rotate_itself must be true or false.").describe("true or false"),
};

/**
 * The input to create a token, from the API and from the dashboard. Omitted fields are the caller's own. Unknown fields are
 * refused.
 */
export const createTokenInput = z.strictObject({
  ...newTextInputs,
  purpose: fields.purpose.default("other"),
  scopes: fields.scopes.optional(),
  limits: fields.limits.optional(),
  expiration_date: fields.expiration_date.optional(),
  allowed_networks: fields.allowed_networks.optional(),
  may_rotate_itself: fields.may_rotate_itself.default(false),
  /** Makes it this organisation's; the next fields need it. */
  organisation: z
    .uuid("organisation must be the uuid of an organisation.")
    .toLowerCase()
    .describe("uuid of an organisation: creates a token of that organisation")
    .optional(),
  acts_as: actsAsInput.optional(),
  team: assignment.team.optional(),
  application: assignment.application.optional(),
  workflow: assignment.workflow.optional(),
});
export type CreateTokenInput = z.output<typeof createTokenInput>;

/** The input to change a token: only the given fields change. null and absent differ. */
export const editTokenInput = z.strictObject({ ...fields, acts_as: actsAsInput, ...assignment }).partial();
export type EditTokenInput = z.output<typeof editTokenInput>;

/** Why it was revoked, in the owner's words. */
export const revokeReasonInput = linesInput("The reason", 500).describe("why, up to 500 characters");

const OVERLAP_MESSAGE = `The overlap must be a whole number of seconds from 0 to ${LONGEST_OVERLAP_SECONDS}.`;

/** How a token is rotated, from the API and from the dashboard. Unknown fields are refused. */
export const rotateTokenInput = z
  .strictObject({
    overlap: z
      .int(OVERLAP_MESSAGE)
      .min(0, OVERLAP_MESSAGE)
      .max(LONGEST_OVERLAP_SECONDS, OVERLAP_MESSAGE)
      .describe(
        `how long the old secret keeps working after the first use of the new one, in seconds: 0 to ${LONGEST_OVERLAP_SECONDS}; default: ${DEFAULT_OVERLAP_SECONDS}`,
      )
      .optional(),
    replace_now: z
      .boolean("replace_now must be true or false.")
      .describe("true makes the new secret current and ends all others immediately, for a leak; default: false")
      .default(false),
  })
  .refine((input) => !input.replace_now || !input.overlap, {
    path: ["overlap"],
    message: "An overlap isn't possible when the secret is replaced now.",
  })
  .transform(({ overlap = DEFAULT_OVERLAP_SECONDS, replace_now: replaceNow }) => ({
    overlapSeconds: replaceNow ? 0 : overlap,
    replaceNow,
  }));

/** Until when the previous secret is to work. The verb refuses one in the past or too far ahead. */
export const extendOverlapInput = z.strictObject({
  retires_at: z.iso
    .datetime({
      offset: true,
      error: "retires_at must be a date and time with an offset, such as 2027-01-31T12:00:00Z.",
    })
    .transform((text) => new Date(text))
    .refine((moment) => !Number.isNaN(moment.getTime()), "This date does not exist.")
    .describe("a date and time with an offset"),
});

/** Duplicates count once. */
function withoutRepeats<Item>(items: Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
