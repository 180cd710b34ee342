import { z } from "zod";
import { POLICY_RULES } from "@/lib/authorization/policy-rule";

const role = z.enum(["owner", "admin", "member", "guest"]);

/** For an organisation's token: the organisation's name and slug. */
const itsOrganisation = { organisation: z.string().optional(), slug: z.string().optional() };

/** `sunset`: it ends with all imported tokens, and nobody can extend it. */
const expiryDetail = z.object({
  label: z.string(),
  expires_at: z.iso.datetime(),
  sunset: z.boolean().optional(),
  ...itsOrganisation,
});

/**
 * The kinds of notices, with the facts that each keeps from the moment it was made: a token may have another label later.
 * Stored as JSON, so it is parsed when read; times are ISO 8601.
 */
export const noticeContent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("token_expires"), detail: expiryDetail }),
  z.object({ kind: z.literal("token_expired"), detail: expiryDetail }),
  z.object({
    kind: z.literal("token_revoked_by_other"),
    /** `report`: someone reported its secret without saying who they are, and where it was, if that is known. */
    detail: z.object({
      label: z.string(),
      by: z.string(),
      reason: z.string().nullable(),
      report: z.object({ place: z.string().nullable() }).optional(),
      ...itsOrganisation,
    }),
  }),
  z.object({
    kind: z.literal("token_revoke_undone"),
    detail: z.object({ label: z.string(), by: z.string(), organisation: z.string(), slug: z.string() }),
  }),
  z.object({
    kind: z.literal("token_rotated_by_other"),
    /** `replaced`: the previous secret ended at once. */
    detail: z.object({
      label: z.string(),
      by: z.string(),
      replaced: z.boolean(),
      organisation: z.string(),
      slug: z.string(),
    }),
  }),
  z.object({
    kind: z.literal("organisation_tokens_revoked"),
    /** `labels` of the first ones; `count` of all. */
    detail: z.object({
      labels: z.array(z.string()),
      count: z.number(),
      organisation: z.string(),
      slug: z.string(),
      by: z.string(),
      reason: z.string().nullable(),
      made_before: z.iso.datetime(),
    }),
  }),
  z.object({
    kind: z.literal("token_created"),
    /** `with`: the label of the token that made it; null when a person did, in the dashboard. */
    detail: z.object({ label: z.string(), with: z.string().nullable(), address: z.string().nullable() }),
  }),
  z.object({
    kind: z.literal("new_sign_in"),
    /** `device` in words: `Firefox on Linux`. */
    detail: z.object({ device: z.string(), address: z.string().nullable() }),
  }),
  z.object({
    kind: z.literal("token_access_withdrawn"),
    detail: z.object({ label: z.string(), organisation: z.string(), by: z.string(), reason: z.string().nullable() }),
  }),
  z.object({
    kind: z.literal("token_access_restored"),
    detail: z.object({ label: z.string(), organisation: z.string(), by: z.string() }),
  }),
  z.object({
    kind: z.literal("tokens_access_withdrawn"),
    /** `labels` of the first ones; `count` of all. */
    detail: z.object({
      labels: z.array(z.string()),
      count: z.number(),
      organisation: z.string(),
      by: z.string(),
      reason: z.string().nullable(),
      made_before: z.iso.datetime(),
    }),
  }),
  z.object({
    kind: z.literal("token_sweep_finished"),
    detail: z.object({ organisation: z.string(), path: z.string(), done: z.number(), failed: z.number() }),
  }),
  z.object({ kind: z.literal("password_changed"), detail: z.object({ address: z.string().nullable() }) }),
  z.object({
    kind: z.literal("membership_role_changed"),
    detail: z.object({ organisation: z.string(), slug: z.string(), by: z.string(), before: role, role }),
  }),
  z.object({
    kind: z.literal("tokens_policy_planned"),
    /**
     * `labels` of the first ones; `count` of all. `tokens` says whose: the person's own, or the organisation's. `rules` are
     * sentences.
     */
    detail: z.object({
      tokens: z.enum(["own", "organisation"]),
      labels: z.array(z.string()),
      count: z.number(),
      organisation: z.string(),
      slug: z.string(),
      enforced_from: z.iso.datetime(),
      rules: z.array(z.string()),
      codes: z.array(z.enum(POLICY_RULES)),
      reminder: z.boolean(),
    }),
  }),
  z.object({
    kind: z.literal("tokens_policy_cancelled"),
    detail: z.object({
      organisation: z.string(),
      slug: z.string(),
      enforced_from: z.iso.datetime(),
      by: z.string(),
    }),
  }),
  z.object({
    kind: z.literal("invitation_accepted"),
    /** `person` by name; `email`: whom the invitation was for. */
    detail: z.object({ organisation: z.string(), slug: z.string(), person: z.string(), email: z.string(), role }),
  }),
  z.object({
    kind: z.literal("token_leaked"),
    /**
     * `token`: the id of the one that leaked. `ended`: how much of each was ended with it. `joined` and `changes`: the first of them, the
     * counts are those of all; `what` in words of ours, `on` as its thing was called.
     */
    detail: z.object({
      label: z.string(),
      token: z.string(),
      organisation: z.string(),
      slug: z.string(),
      by: z.string(),
      ended: z.object({
        tokens: z.number(),
        invitations: z.number(),
        collaborators: z.number(),
        teams: z.number(),
        // Older notices have none.
        deployments: z.number().default(0),
        webhooks: z.number().default(0),
      }),
      joined: z.array(z.object({ name: z.string(), role })),
      joined_count: z.number(),
      changes: z.array(z.object({ what: z.string(), on: z.string() })),
      changes_count: z.number(),
    }),
  }),
  z.object({
    kind: z.literal("unproved_tokens_ended"),
    /**
     * `person`: by name and address, whose account, with this id, had the secrets. `revoked` and `kept`: the labels of the first tokens that
     * were revoked, and of those of which another secret goes on; the counts are those of all.
     */
    detail: z.object({
      organisation: z.string(),
      slug: z.string(),
      person: z.string(),
      account: z.string(),
      revoked: z.array(z.string()),
      revoked_count: z.number(),
      kept: z.array(z.string()),
      kept_count: z.number(),
    }),
  }),
  z.object({
    kind: z.literal("webhook_switched_off"),
    /** `webhook`: its id. `why`: its deliveries failed for days, or its receiver said that it is gone. */
    detail: z.object({
      webhook: z.string(),
      host: z.string(),
      why: z.enum(["failing", "gone"]),
      organisation: z.string(),
      slug: z.string(),
    }),
  }),
  z.object({ kind: z.literal("membership_removed"), detail: z.object({ organisation: z.string(), by: z.string() }) }),
]);

export type NoticeContent = z.infer<typeof noticeContent>;
export type NoticeKind = NoticeContent["kind"];
