import { z } from "zod";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import { ACTS_AS } from "@/lib/authorization/strength";
import { EXAMPLE_TEXTS, eachText, type TextFieldName, type Texts, textField } from "./fields";
import { STATUSES } from "./lifetime/lifetime";
import { PURPOSES } from "./purpose";

/** A limit of a token in answers: an organisation, or a part of one. */
export const limitSchema = z.strictObject({
  organisation: idSchema,
  application: idSchema.optional(),
  environment: idSchema.optional(),
});

/** One secret of a rotation, as far as it may be seen. */
const secretSchema = z.strictObject({ hint: z.string(), created_at: timeSchema });

/** The rotation of a token in its public shape. */
export const rotationSchema = z.strictObject({
  pending: secretSchema.nullable().describe("the new secret, until its first use"),
  retiring: secretSchema.nullable().describe("the old secret, while it still works"),
  retires_at: timeSchema.nullable(),
});

// A text is null for none, or always there.
const textSchemas = eachText((name) => (textField(name).none === null ? z.string().nullable() : z.string())) as {
  [Name in TextFieldName]: z.ZodType<Texts[Name]>;
};

/** A token as the API, the dashboard and the CLI see it. Times are RFC 3339 in UTC. Never its secret. */
export const tokenSchema = z.strictObject({
  uuid: idSchema,
  ...textSchemas,
  purpose: z.enum(PURPOSES),
  status: z.enum(STATUSES),
  kind: z
    .enum(["pat", "org", "cli"])
    .describe("pat: a person's; org: an organisation's; cli: a login of the command line"),
  hint: z.string().describe("the start and end of its secret, to recognise it by"),
  owner: z.strictObject({ type: z.enum(["user", "organisation"]), uuid: idSchema, name: z.string() }),
  scopes: z.array(z.string()),
  limits: z
    .array(limitSchema)
    .nullable()
    .describe("null for everything its owner can access; an empty list allows access to nothing"),
  acts_as: z.enum(ACTS_AS).nullable(),
  team: idSchema.nullable(),
  application: idSchema.nullable(),
  workflow: z.string().nullable(),
  allowed_networks: z.array(z.string()).nullable().describe("null for any"),
  may_rotate_itself: z.boolean(),
  created_at: timeSchema,
  imported_at: timeSchema.nullable().describe("when it was imported from another system; null for tokens created here"),
  expiration_date: timeSchema.nullable().describe("null for never"),
  last_used_at: timeSchema.nullable(),
  revoked_at: timeSchema.nullable(),
  rotation: rotationSchema,
});

/** A token with its new secret: the one answer that has it. */
export const tokenWithSecretSchema = tokenSchema.extend({
  access_token: z.string().describe("its secret, shown only once"),
});

export const TOKEN_EXAMPLE: z.output<typeof tokenSchema> = {
  uuid: "019a5c1e-7d20-7c41-9b6e-2f4d8a10c5e3",
  ...EXAMPLE_TEXTS,
  purpose: "automation",
  status: "active",
  kind: "pat",
  hint: "lk_pat_…h3Qz",
  owner: { type: "user", uuid: "0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10", name: "Ada Okafor" },
  scopes: ["applications:read"],
  limits: null,
  acts_as: null,
  team: null,
  application: null,
  workflow: null,
  allowed_networks: null,
  may_rotate_itself: false,
  created_at: "2027-01-04T09:12:45.000Z",
  imported_at: null,
  expiration_date: "2027-04-04T09:12:45.000Z",
  last_used_at: null,
  revoked_at: null,
  rotation: { pending: null, retiring: null, retires_at: null },
};

export const TOKEN_WITH_SECRET_EXAMPLE: z.output<typeof tokenWithSecretSchema> = {
  ...TOKEN_EXAMPLE,
  access_token: "lk_pat_…",
};
