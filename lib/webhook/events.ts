import { z } from "zod";
import { idSchema, timeSchema } from "@/lib/answer-schema";

/** The version of every payload here. Fields may be added to one version; whatever else changes makes another. */
export const PAYLOAD_VERSION = 1;

const organisation = z.strictObject({ uuid: idSchema, name: z.string(), slug: z.string() });
const name = z.string().nullable();
/** Who did it: a person, a token acting for someone, or (all null) the instance or an unknown caller. */
const by = z.strictObject({ user: idSchema.nullable(), name, token: idSchema.nullable() });
const token = z.strictObject({
  uuid: idSchema,
  label: z.string(),
  kind: z.enum(["pat", "org", "cli"]),
  hint: z.string(),
  purpose: z.string(),
  scopes: z.array(z.string()),
  owner: z.strictObject({ type: z.enum(["user", "organisation"]), uuid: idSchema, name }),
  expiration_date: timeSchema.nullable(),
});

const ID = {
  organisation: "0198f2b4-2c40-7d15-a1b7-6e0c9d3f8a21",
  token: "0198f2c0-9a10-7c44-8f05-1b2c3d4e5f60",
  ada: "0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10",
  noor: "0198f2c0-3344-7a55-9b66-c7d8e9f0a1b2",
};
const HARBOUR = { uuid: ID.organisation, name: "Harbour Studio", slug: "harbour-studio" };
const NIGHTLY = {
  uuid: ID.token,
  label: "Nightly build",
  kind: "org" as const,
  hint: "lk_org_…h3Qz",
  purpose: "ci_pipeline",
  scopes: ["deployments:write"],
  owner: { type: "organisation" as const, uuid: ID.organisation, name: "Harbour Studio" },
  expiration_date: "2027-02-01T09:00:00.000Z",
};
const ADA = { user: ID.ada, name: "Ada Lindqvist", token: null };
const NOBODY = { user: null, name: null, token: null };

/** What an event means, what its `data` holds, and an example of that. */
type Definition<Data extends z.ZodType = z.ZodType> = {
  label: string;
  about: string;
  data: Data;
  example: z.output<Data>;
};

function define<Data extends z.ZodType>(definition: Definition<Data>): Definition<Data> {
  return definition;
}

/** Every event that a webhook can ask for, in the order in which they are offered. Their names are never changed. */
export const EVENTS = {
  "token.created": define({
    label: "Token created",
    about: "A token of the organisation, or a personal token with access to it, was created.",
    data: z.strictObject({ organisation, token, by }),
    example: { organisation: HARBOUR, token: NIGHTLY, by: ADA },
  }),
  "token.rotated": define({
    label: "Token rotated",
    about: "A token got a new secret. `replaced`: the previous secret ended immediately.",
    data: z.strictObject({ organisation, token, by, replaced: z.boolean() }),
    example: { organisation: HARBOUR, token: NIGHTLY, by: ADA, replaced: false },
  }),
  "token.expiring": define({
    label: "Token expiring",
    about: "A token expires soon: sent 30, 14, 7 and 1 day before, and less often for short lifetimes.",
    data: z.strictObject({ organisation, token, by, expires_at: timeSchema }),
    example: { organisation: HARBOUR, token: NIGHTLY, by: NOBODY, expires_at: "2027-02-01T09:00:00.000Z" },
  }),
  "token.expired": define({
    label: "Token expired",
    about: "A token has expired.",
    data: z.strictObject({ organisation, token, by, expires_at: timeSchema }),
    example: { organisation: HARBOUR, token: NIGHTLY, by: NOBODY, expires_at: "2027-02-01T09:00:00.000Z" },
  }),
  "token.revoked": define({
    label: "Token revoked",
    about: "A token was revoked. `revoke_kind` says how, including as leaked.",
    data: z.strictObject({ organisation, token, by, revoke_kind: z.string(), reason: z.string().nullable() }),
    example: { organisation: HARBOUR, token: NIGHTLY, by: ADA, revoke_kind: "by_owner", reason: "The job is gone" },
  }),
  "token.blocked": define({
    label: "Token blocked",
    about: "A token lost access to the organisation: `withdrawn` by an admin, or `blocked` by its policy.",
    data: z.strictObject({
      organisation,
      token,
      by,
      access: z.enum(["withdrawn", "blocked"]),
      rules: z.array(z.string()),
      reason: z.string().nullable(),
    }),
    example: {
      organisation: HARBOUR,
      token: NIGHTLY,
      by: NOBODY,
      access: "blocked",
      rules: ["expiration_required"],
      reason: null,
    },
  }),
  "token.leaked": define({
    label: "Token leaked",
    about:
      "A token was revoked because its secret leaked. `leaked_token` is set if another token leaked and this one was revoked with it.",
    data: z.strictObject({ organisation, token, by, leaked_token: idSchema.nullable(), reason: z.string().nullable() }),
    example: { organisation: HARBOUR, token: NIGHTLY, by: ADA, leaked_token: null, reason: "In a public repository" },
  }),
  "member.left": define({
    label: "Member left",
    about: "Someone left the organisation, or was `removed` from it.",
    data: z.strictObject({
      organisation,
      member: z.strictObject({ uuid: idSchema, name, role: z.string().nullable() }),
      removed: z.boolean(),
      by,
    }),
    example: {
      organisation: HARBOUR,
      member: { uuid: ID.noor, name: "Noor Haddad", role: "member" },
      removed: true,
      by: ADA,
    },
  }),
  "deployment.requested": define({
    label: "Deployment requested",
    about: "A deployment was recorded and is waiting for a service to run it and report back.",
    data: z.strictObject({
      organisation,
      deployment: z.strictObject({ uuid: idSchema }),
      application: z.strictObject({ uuid: idSchema, slug: z.string(), name: z.string() }),
      environment: z.strictObject({ uuid: idSchema, slug: z.string() }),
      by,
    }),
    example: {
      organisation: HARBOUR,
      deployment: { uuid: "019a5d10-7f20-7b55-8c66-d7e8f9a0b1c2" },
      application: { uuid: "0198f2b5-10aa-7c01-9d02-8e7f6a5b4c3d", slug: "harbour-website", name: "Harbour website" },
      environment: { uuid: "0198f2b5-20bb-7d02-8e03-9f8a7b6c5d4e", slug: "live" },
      by: ADA,
    },
  }),
  activity: define({
    label: "All activity",
    about:
      "Every entry of the organisation’s activity, as a stream. E-mail addresses of people outside the organisation are left out.",
    data: z.strictObject({
      organisation,
      activity: z.strictObject({
        uuid: idSchema,
        type: z.string(),
        description: z.string(),
        created_at: timeSchema,
        application: idSchema.nullable(),
        subject: idSchema.nullable(),
        target: z
          .strictObject({ type: z.string().nullable(), uuid: idSchema, label: z.string().nullable() })
          .nullable(),
        before: z.unknown(),
        after: z.unknown(),
      }),
      by,
    }),
    example: {
      organisation: HARBOUR,
      activity: {
        uuid: "019a5d10-8a30-7c66-9d77-e8f9a0b1c2d3",
        type: "membership.role_changed",
        description: "Role changed",
        created_at: "2027-01-04T09:25:31.204Z",
        application: null,
        subject: ID.noor,
        target: { type: "user", uuid: ID.noor, label: "noor@harbour.example" },
        before: { role: "member" },
        after: { role: "admin" },
      },
      by: ADA,
    },
  }),
} as const;

export type EventType = keyof typeof EVENTS;
export type EventData<Type extends EventType> = z.output<(typeof EVENTS)[Type]["data"]>;

/** The names of all events. */
export const EVENT_TYPES = Object.keys(EVENTS) as EventType[];

/** The event of *Send test*: no webhook asks for it, every webhook gets it. */
export const TEST_EVENT = "webhook.test";
const testData = z.strictObject({ organisation, by });

/** One event, before it is sent to any webhook. */
export type WebhookEvent = {
  [Type in EventType]: { type: Type; at: Date; data: EventData<Type> };
}[EventType];

/** The text of a message, which is signed and sent as it is. @see https://www.standardwebhooks.com (payload structure) */
export function payloadOf(
  event: WebhookEvent | { type: typeof TEST_EVENT; at: Date; data: z.output<typeof testData> },
): string {
  const data = event.type === TEST_EVENT ? testData.parse(event.data) : EVENTS[event.type].data.parse(event.data);
  return JSON.stringify({ type: event.type, version: PAYLOAD_VERSION, timestamp: event.at.toISOString(), data });
}

/** The message of *Send test*. */
export const TEST_PAYLOAD_EXAMPLE = payloadOf({
  type: TEST_EVENT,
  at: new Date("2027-01-04T09:41:07.000Z"),
  data: { organisation: HARBOUR, by: ADA },
});
