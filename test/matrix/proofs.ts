import { v7 as uuidv7 } from "uuid";
import { insertPolicy, type PolicyRuleColumns } from "@/db/organisation/policy";
import type { Role } from "@/lib/authorization/principal";
import { createOrganisation, createTeam, createToken } from "@/test/fixtures";
import {
  ACCOUNT,
  type ActionCase,
  APPLICATION,
  DEVICE,
  FRESH_APPLICATION,
  form,
  freshApplication,
  freshInvitation,
  freshLogin,
  freshMember,
  loginForm,
  ORGANISATION,
  webhookForm,
  withoutWebhooks,
} from "./actions";
import { createWebhookRow } from "./webhook";
import type { World } from "./world";

/** One call of an action as the owner of ours, whose last proof of identity is too old. */
export type ProofCase = {
  scenario: string;
  /** What the call is about, made for it alone. @returns its id */
  fresh?: (world: World) => Promise<string>;
  args: (world: World, target: string) => unknown[];
  /** What it answers where it asks for a proof; undefined where it does it at once. */
  asked?: "reauthentication_required" | "wrong_password";
  /** What it answers once it is done. Empty: it leads elsewhere, and is not tried. */
  done: string;
};

const ASKED = { asked: "reauthentication_required" } as const;

/**
 * It gives nobody more than they had and takes nothing away for good, or it ends access, which never waits for a password. Tried by its
 * cases of the matrix.
 */
const NEVER = "never";

const DAY_MS = 24 * 60 * 60 * 1000;
const ahead = (days: number) => new Date(Date.now() + days * DAY_MS);

/** The form of a token. */
const tokenForm = (scopes: readonly string[], expiration = "7d") => {
  const filled = form({ label: "Stale", purpose: "automation", reach: "everything", expiration });
  if (scopes.includes("all")) filled.set("access", "all");
  else for (const scope of scopes) filled.append("scopes", scope);
  return filled;
};

const WRITES = ["tokens", "organisations", "applications", "environment-variables", "deployments"].map(
  (resource) => `${resource}:write`,
);

const creating = (
  scenario: string,
  scopes: readonly string[],
  expiration: string,
  asks: boolean,
  done = "created",
): ProofCase => ({
  scenario,
  args: () => [tokenForm(scopes, expiration)],
  ...(asks ? ASKED : {}),
  done,
});

/** The owner's own token, or one of the member's that reaches ours. */
const tokenOf = (who: "owner" | "member", scopes: string[], expiresAt: Date | null) => async (world: World) =>
  (await createToken(world.db, world.people[who], { scopes, expiresAt })).id;

const rotating = (scenario: string, scopes: string[], expiresAt: Date | null, asks: boolean): ProofCase => ({
  scenario,
  fresh: tokenOf("owner", scopes, expiresAt),
  args: (_world, target) => [target, { overlap: 3600 }, form()],
  ...(asks ? ASKED : {}),
  done: "rotated",
});

/** A token whose secret a page has shown and nobody stored. */
const replacingUnstored = (scenario: string, scopes: string[], asks: boolean): ProofCase => ({
  scenario,
  fresh: async (world) => {
    const id = await tokenOf("owner", scopes, ahead(5))(world);
    const shown = world.db.updateTable("access_token_secret").set({ stored_at: null }).where("token_id", "=", id);
    const { hint } = await shown.returning("hint").executeTakeFirstOrThrow();
    return `${id} ${hint}`;
  },
  args: (_world, target) => [...target.split(" "), form()],
  ...(asks ? ASKED : {}),
  done: "rotated",
});

const roleFrom = (before: Role, wanted: Role, asks: boolean): ProofCase => ({
  scenario: `${before} to ${wanted}`,
  fresh: (world) => freshMember(world, before),
  args: ({ organisations: { ours } }, target) => [ours.id, target, wanted, form()],
  ...(asks ? ASKED : {}),
  done: "changed",
});

const inviting = (role: Role, asks: boolean): ProofCase => ({
  scenario: role,
  args: ({ organisations: { ours } }) => [ours.id, form({ emails: `${uuidv7()}@matrix.example`, role })],
  ...(asks ? ASKED : {}),
  done: "sent",
});

const resending = (role: Role, asks: boolean): ProofCase => ({
  scenario: role,
  fresh: (world) => freshInvitation(world, role),
  args: ({ organisations: { ours } }, target) => [ours.id, target, form()],
  ...(asks ? ASKED : {}),
  done: "resent",
});

type Rules = Partial<PolicyRuleColumns>;

/** An organisation of the owner's with rules in force, planned and drafted. */
const withPolicy =
  (given: { inForce?: Rules; planned?: Rules; draft?: Rules }) =>
  async ({ db, people }: World): Promise<string> => {
    const { id: organisation_id } = await createOrganisation(db, { members: [{ user: people.owner, role: "owner" }] });
    const versions = [
      [given.inForce, new Date(0)],
      [given.planned, ahead(10)],
      [given.draft, null],
    ] as const;
    for (const [rules, enforced_from] of versions) {
      if (rules === undefined) continue;
      await insertPolicy(db, { ...rules, organisation_id, created_by_user_id: people.owner.id, enforced_from });
    }
    return organisation_id;
  };

const enforcing = (scenario: string, given: Parameters<typeof withPolicy>[0], asks: boolean): ProofCase => ({
  scenario,
  fresh: async (world) => {
    const organisationId = await withPolicy(given)(world);
    const drafts = world.db.selectFrom("organisation_policy").select("id").where("enforced_from", "is", null);
    const { id } = await drafts.where("organisation_id", "=", organisationId).executeTakeFirstOrThrow();
    return `${organisationId} ${id}`;
  },
  args: (_world, target) => {
    const [organisationId, draft = ""] = target.split(" ");
    return [organisationId, form({ when: "now", draft })];
  },
  ...(asks ? ASKED : {}),
  done: "enforced",
});

const cancelling = (scenario: string, given: Parameters<typeof withPolicy>[0], asks: boolean): ProofCase => ({
  scenario,
  fresh: withPolicy(given),
  args: (_world, target) => [target, form()],
  ...(asks ? ASKED : {}),
  done: "cancelled",
});

const freshWebhook = ({ db, organisations }: World) => createWebhookRow(db, organisations.ours);

const editingWebhook = (scenario: string, change: Parameters<typeof webhookForm>[0]): ProofCase => ({
  scenario,
  fresh: freshWebhook,
  args: ({ organisations: { ours } }, target) => [ours.id, target, webhookForm(change)],
  done: "edited",
});

const resumingWebhook = (scenario: string, paused_by_leak: boolean): ProofCase => ({
  scenario,
  fresh: ({ db, organisations }) => createWebhookRow(db, organisations.ours, { paused_by_leak }),
  args: ({ organisations: { ours } }, target) => [ours.id, target, form()],
  done: "resumed",
});

/** An action that always asks whoever did not prove who they are in the last ten minutes. */
const always = (given: Pick<ProofCase, "fresh" | "args" | "done">): ProofCase[] => [
  { scenario: "always", ...given, ...ASKED },
];

/** Where the action stands: any page that has it. */
export const addressOf = (world: World, cases: readonly ActionCase[] | undefined): string =>
  cases?.[0]?.address(world) ?? "/account/security";

/**
 * Of every server action of the dashboard, whether it asks a person whose last proof of identity is older than ten minutes for another
 * one. Over the API nothing asks: there the strength of the token decides.
 */
export const PROOFS: Readonly<Record<string, typeof NEVER | readonly ProofCase[]>> = {
  [`${ACCOUNT}/access-tokens/actions.ts#createTokenAction`]: [
    creating("all", ["all"], "7d", true),
    creating("organisations:write", ["organisations:write"], "7d", true),
    creating("all five :write scopes", WRITES, "7d", true),
    creating("what deletes applications", ["applications:write"], "7d", true),
    creating("what deletes variables", ["environment-variables:write"], "7d", true),
    creating("without an end", ["tokens:read"], "never", true),
    creating("little for a week", ["tokens:read"], "7d", false),
    // For an owner of the platform, whom this world lacks: lib/access-token/grant-verify.db.test.ts tries it.
    creating("verify", ["verify"], "7d", false, "invalid"),
  ],
  [`${DEVICE}/actions.ts#findLoginAction`]: NEVER,
  [`${DEVICE}/actions.ts#allowLoginAction`]: always({
    fresh: freshLogin,
    args: (_world, target) => [loginForm(target)],
    done: "allowed",
  }),
  [`${DEVICE}/actions.ts#refuseLoginAction`]: NEVER,
  [`${ACCOUNT}/access-tokens/actions.ts#findBySecretAction`]: NEVER,
  [`${ACCOUNT}/access-tokens/form/policy-actions.ts#previewPoliciesAction`]: NEVER,
  [`${ACCOUNT}/access-tokens/actions.ts#editTokenAction`]: [
    {
      scenario: "more scopes",
      fresh: tokenOf("owner", ["tokens:read"], ahead(5)),
      args: (_world, target) => [target, tokenForm(["tokens:write"], "keep")],
      ...ASKED,
      done: "edited",
    },
    {
      scenario: "fewer scopes",
      fresh: tokenOf("owner", ["tokens:read", "deployments:write"], ahead(5)),
      args: (_world, target) => [target, tokenForm(["tokens:read"], "keep")],
      done: "edited",
    },
  ],
  [`${ACCOUNT}/access-tokens/actions.ts#revokeTokenAction`]: NEVER,
  [`${ACCOUNT}/access-tokens/actions.ts#revokeOneOfManyAction`]: NEVER,
  [`${ACCOUNT}/access-tokens/actions.ts#undoRevokeAction`]: NEVER,
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#rotateTokenAction`]: [
    rotating("full access", ["organisations:write"], ahead(5), true),
    rotating("what deletes applications", ["applications:write"], ahead(5), true),
    rotating("without an end", ["tokens:read"], null, true),
    rotating("little for a while", ["tokens:read"], ahead(5), false),
  ],
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#confirmStoredAction`]: NEVER,
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#replaceUnstoredAction`]: [
    replacingUnstored("full access", ["all"], true),
    replacingUnstored("little for a while", ["tokens:read"], false),
  ],
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#cancelPendingAction`]: NEVER,
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#endOverlapAction`]: NEVER,
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#extendOverlapAction`]: NEVER,
  [`${ACCOUNT}/access-tokens/[uuid]/use/actions.ts#narrowToUsedAction`]: NEVER,
  [`${ACCOUNT}/notifications/actions.ts#savePreferenceAction`]: NEVER,
  [`${ACCOUNT}/profile/actions.ts#editProfileAction`]: NEVER,
  // Asks for the present password each time, however fresh.
  [`${ACCOUNT}/security/actions.ts#changePasswordAction`]: NEVER,
  [`${ACCOUNT}/security/actions.ts#endSessionAction`]: NEVER,
  [`${ACCOUNT}/security/actions.ts#endOtherSessionsAction`]: NEVER,
  [`${ACCOUNT}/security/actions.ts#connectIdentityAction`]: [
    { scenario: "always", args: () => [{ status: "idle" }, form()], asked: "wrong_password", done: "" },
  ],
  [`${ACCOUNT}/security/actions.ts#disconnectIdentityAction`]: [
    { scenario: "always", args: () => [{ status: "idle" }, form()], asked: "wrong_password", done: "" },
  ],
  // A mail to one's own address.
  "components/address-proof/actions.ts#requestProofAction": NEVER,
  // One's own: nobody else becomes an owner of anything.
  "components/organisation/actions.ts#createOrganisationAction": NEVER,
  [`${ORGANISATION}/access-tokens/views/actions.ts#saveViewAction`]: NEVER,
  [`${ORGANISATION}/access-tokens/views/actions.ts#renameViewAction`]: NEVER,
  [`${ORGANISATION}/access-tokens/views/actions.ts#deleteViewAction`]: NEVER,
  [`${ORGANISATION}/teams/actions.ts#createTeamAction`]: NEVER,
  [`${ORGANISATION}/teams/actions.ts#renameTeamAction`]: NEVER,
  [`${ORGANISATION}/teams/actions.ts#deleteTeamAction`]: always({
    fresh: async ({ db, organisations: { ours } }) => (await createTeam(db, ours)).id,
    args: ({ organisations: { ours } }, target) => [ours.id, target, form()],
    done: "deleted",
  }),
  [`${ORGANISATION}/teams/actions.ts#addTeamMemberAction`]: NEVER,
  [`${ORGANISATION}/teams/actions.ts#removeTeamMemberAction`]: NEVER,
  [`${ORGANISATION}/settings/actions.ts#renameOrganisationAction`]: NEVER,
  [`${ORGANISATION}/settings/actions.ts#deleteOrganisationAction`]: always({
    fresh: withPolicy({}),
    args: (_world, target) => [target, form({ confirmation: "Harbour Studio" })],
    done: "deleted",
  }),
  [`${ORGANISATION}/settings/actions.ts#leaveOrganisationAction`]: NEVER,
  [`${ORGANISATION}/members/actions.ts#changeRoleAction`]: [
    roleFrom("guest", "admin", true),
    roleFrom("member", "owner", true),
    roleFrom("admin", "owner", true),
    roleFrom("owner", "admin", false),
    roleFrom("guest", "member", false),
    roleFrom("admin", "admin", false),
  ],
  [`${ORGANISATION}/members/actions.ts#findLeavingAction`]: NEVER,
  [`${ORGANISATION}/members/actions.ts#removeMemberAction`]: NEVER,
  [`${ORGANISATION}/members/actions.ts#inviteAction`]: [
    inviting("owner", true),
    inviting("admin", true),
    inviting("member", false),
    inviting("guest", false),
  ],
  [`${ORGANISATION}/members/actions.ts#replaceTokenAction`]: [
    {
      scenario: "full access",
      fresh: tokenOf("member", WRITES, ahead(5)),
      args: ({ organisations: { ours } }, target) => [ours.id, target, form()],
      ...ASKED,
      done: "created",
    },
    {
      scenario: "little for a while",
      fresh: tokenOf("member", ["deployments:write"], ahead(5)),
      args: ({ organisations: { ours } }, target) => [ours.id, target, form()],
      done: "created",
    },
  ],
  [`${ORGANISATION}/members/actions.ts#revokeInvitationAction`]: NEVER,
  [`${ORGANISATION}/members/actions.ts#resendInvitationAction`]: [
    resending("owner", true),
    resending("admin", true),
    resending("member", false),
  ],
  // For an owner of the platform, whom this world lacks: members/links.http.test.ts tries it.
  [`${ORGANISATION}/members/actions.ts#createInvitationLinkAction`]: [],
  // For an owner of the platform, whom this world lacks: imported-token.db.test.ts tries it.
  [`${ORGANISATION}/imported-tokens/actions.ts#setSunsetAction`]: [],
  [`${ORGANISATION}/imported-tokens/actions.ts#removeSunsetAction`]: [],
  [`${ORGANISATION}/policy/actions.ts#saveDraftAction`]: NEVER,
  [`${ORGANISATION}/policy/actions.ts#discardDraftAction`]: NEVER,
  [`${ORGANISATION}/policy/actions.ts#enforcePolicyAction`]: [
    enforcing("a first rule", { draft: { expiration_required: true } }, false),
    enforcing(
      "one rule more",
      { inForce: { purpose_required: true }, draft: { purpose_required: true, all_access_allowed: false } },
      false,
    ),
    enforcing(
      "rules of before full access was compared, again",
      {
        inForce: { all_access_allowed: false, full_access_by_grant: false },
        draft: { all_access_allowed: false },
      },
      false,
    ),
    enforcing("no rule any more", { inForce: { purpose_required: true }, draft: {} }, true),
    enforcing(
      "one rule for another",
      { inForce: { purpose_required: true }, draft: { expiration_required: true } },
      true,
    ),
    enforcing("less than planned", { planned: { purpose_required: true }, draft: {} }, true),
  ],
  [`${ORGANISATION}/policy/actions.ts#cancelPlannedAction`]: [
    cancelling("more than in force", { planned: { purpose_required: true } }, true),
    cancelling("less than in force", { inForce: { purpose_required: true }, planned: {} }, false),
  ],
  [`${ORGANISATION}/applications/actions.ts#createApplicationAction`]: NEVER,
  [`${APPLICATION}/environments/actions.ts#createEnvironmentAction`]: NEVER,
  [`${APPLICATION}/environments/actions.ts#editEnvironmentAction`]: NEVER,
  [`${APPLICATION}/environments/actions.ts#deleteEnvironmentAction`]: always({
    fresh: freshApplication("test"),
    args: (_world, target) => [target, form({ confirmation: "test" })],
    done: "deleted",
  }),
  [`${APPLICATION}/people/actions.ts#setCollaboratorAction`]: NEVER,
  [`${APPLICATION}/people/actions.ts#removeCollaboratorAction`]: NEVER,
  [`${APPLICATION}/settings/actions.ts#renameApplicationAction`]: NEVER,
  [`${APPLICATION}/settings/actions.ts#deleteApplicationAction`]: always({
    fresh: freshApplication("application"),
    args: (_world, target) => [target, form({ confirmation: FRESH_APPLICATION })],
    done: "deleted",
  }),
  [`${APPLICATION}/settings/actions.ts#transferApplicationAction`]: always({
    fresh: freshApplication("application"),
    args: ({ organisations: { theirs } }, target) => [
      target,
      form({ organisation: theirs.id, confirmation: FRESH_APPLICATION }),
    ],
    done: "transferred",
  }),
  [`${APPLICATION}/deployments/actions.ts#requestDeploymentAction`]: NEVER,
  [`${APPLICATION}/deployments/actions.ts#cancelDeploymentAction`]: NEVER,
  [`${APPLICATION}/variables/actions.ts#createVariableAction`]: NEVER,
  [`${APPLICATION}/variables/actions.ts#editVariableAction`]: NEVER,
  [`${APPLICATION}/variables/actions.ts#deleteVariableAction`]: always({
    fresh: freshApplication("variable"),
    args: (_world, target) => [target, form()],
    done: "deleted",
  }),
  [`${APPLICATION}/variables/actions.ts#revealVariableAction`]: NEVER,
  [`${APPLICATION}/variables/actions.ts#importVariablesAction`]: NEVER,
  [`${ORGANISATION}/webhooks/actions.ts#createWebhookAction`]: always({
    fresh: withoutWebhooks,
    args: ({ organisations: { ours } }) => [ours.id, webhookForm()],
    done: "created",
  }),
  [`${ORGANISATION}/webhooks/actions.ts#editWebhookAction`]: [
    { ...editingWebhook("another address", { url: "https://hooks.example.org/" }), ...ASKED },
    editingWebhook("another description", { description: "Quieter" }),
  ],
  [`${ORGANISATION}/webhooks/actions.ts#pauseWebhookAction`]: NEVER,
  [`${ORGANISATION}/webhooks/actions.ts#resumeWebhookAction`]: [
    resumingWebhook("one that someone paused", false),
    { ...resumingWebhook("one that a leak paused", true), ...ASKED },
  ],
  [`${ORGANISATION}/webhooks/actions.ts#replaceSecretAction`]: always({
    fresh: freshWebhook,
    args: ({ organisations: { ours } }, target) => [ours.id, target, form()],
    done: "secret_replaced",
  }),
  [`${ORGANISATION}/webhooks/actions.ts#confirmSigningSecretStoredAction`]: NEVER,
  [`${ORGANISATION}/webhooks/actions.ts#deleteWebhookAction`]: always({
    fresh: freshWebhook,
    args: ({ organisations: { ours } }, target) => [ours.id, target, form()],
    done: "deleted",
  }),
  [`${ORGANISATION}/webhooks/actions.ts#sendTestAction`]: NEVER,
  [`${ORGANISATION}/webhooks/actions.ts#replayDeliveryAction`]: NEVER,
  [`${ORGANISATION}/access-tokens/withdraw/actions.ts#withdrawAccessAction`]: NEVER,
  [`${ORGANISATION}/access-tokens/withdraw/actions.ts#restoreAccessAction`]: NEVER,
  [`${ORGANISATION}/access-tokens/sweeps/actions.ts#startBulkWithdrawalAction`]: NEVER,
  [`${ORGANISATION}/access-tokens/sweeps/actions.ts#retryBulkWithdrawalAction`]: NEVER,
};
