import { v7 as uuidv7 } from "uuid";
import type { Permission } from "@/lib/authorization/permission";
import type { Role } from "@/lib/authorization/principal";
import { startLogin } from "@/lib/device-login/start";
import { seal } from "@/lib/seal";
import { addToApplication, createApplication, createTeam } from "@/test/fixtures";
import { type Person, rightsOf } from "./caller";
import type { Visible } from "./pages";
import { createWebhookRow, WEBHOOK } from "./webhook";
import { seedTokens, type World } from "./world";

/** How the matrix calls a server action, who may, and what it says to them. */
export type ActionCase = {
  scenario?: string;
  visible: Visible;
  /** It only tells something, by the role of the moment that it was asked at: there is nothing to hold it to. */
  reads?: true;
  /** Each role may, for oneself: a lower one changes nothing about it. */
  everyRole?: true;
  /** A page that has the action. */
  address: (world: World) => string;
  args: (world: World, given: { person: Person | undefined; target: string; word: string }) => unknown[];
  /** What each call alone is about. @returns its id */
  fresh?: (world: World, person: Person | undefined) => Promise<string>;
  /** What it returns, or where it leads, when it was done. Empty: those who may are not tried here, only those who may not. */
  done: readonly string[];
};

const TOKENS = () => "/account/access-tokens";

async function membersToken(world: World): Promise<string> {
  const owner = { kind: "pat" as const, user_id: world.people.member.id };
  const [made] = await seedTokens(world.db, [{ columns: owner, scopes: ["tokens:read"], limits: [] }]);
  return made?.id ?? "";
}

/** An action about a token of the member's, which is nobody else's. */
const ofToken = (args: (target: string) => unknown[], done: string[]): ActionCase[] => [
  {
    visible: { to: "member" },
    address: TOKENS,
    fresh: membersToken,
    args: (_world, { target }) => args(target),
    done,
  },
];

/** An action about the caller's own account: no role decides, but someone must be signed in. */
const ofAccount = (page: string, ...args: unknown[]): ActionCase[] => [
  { visible: { to: "signed_in" }, address: () => `/account/${page}`, args: () => args, done: [] },
];

export const form = (fields: Record<string, string> = {}) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

/** A personal token of the member's that reaches ours: something for whoever withdraws access. */
async function membersTokenHere(world: World): Promise<string> {
  const owner = { kind: "pat" as const, user_id: world.people.member.id };
  const [made] = await seedTokens(world.db, [{ columns: owner, scopes: ["tokens:read"], limits: null }]);
  return made?.id ?? "";
}

const ofAccess = (done: string, ...more: unknown[]): ActionCase[] => [
  {
    visible: { to: "role", permission: "withdraw_access" },
    address: (world) => `/organisations/${world.organisations.ours.slug}/access-tokens`,
    fresh: membersTokenHere,
    args: (world, { target }) => [world.organisations.ours.id, target, ...more],
    done: [done],
  },
];

/** An action about a team of ours that is there for this call alone. */
const ofTeams = (args: ActionCase["args"], done = "edited"): ActionCase[] => [
  {
    visible: { to: "role", permission: "manage_teams" },
    address: (world) => `/organisations/${world.organisations.ours.slug}/teams`,
    fresh: async ({ db, organisations, people }) =>
      (await createTeam(db, organisations.ours, { members: [people.member] })).id,
    args,
    done: [done],
  },
];

/** An action about a view of the caller's own, of the organisation's list of tokens. */
const ofViews = (args: ActionCase["args"], done: string): ActionCase[] => [
  {
    visible: { to: "role", permission: "see_tokens" },
    everyRole: true,
    address: (world) => `/organisations/${world.organisations.ours.slug}/access-tokens?unused=90`,
    fresh: async ({ db, organisations, people }, person) => {
      const id = uuidv7();
      // Whoever is not in it can have none.
      const owner = people[person !== undefined && rightsOf(person).ours !== undefined ? person : "member"].id;
      await db
        .insertInto("saved_view")
        .values({ id, organisation_id: organisations.ours.id, user_id: owner, name: id, query: "unused=90" })
        .execute();
      return id;
    },
    args,
    done: [done],
  },
];

const ofSettings = (args: (world: World) => unknown[], permission: Permission, done: string[]): ActionCase[] => [
  {
    visible: { to: "role", permission },
    address: (world) => `/organisations/${world.organisations.ours.slug}/settings`,
    args: (world) => args(world),
    done,
  },
];

/** Someone who belongs to ours, for this one call. */
export async function freshMember({ db, organisations }: World, role: Role = "member"): Promise<string> {
  const id = uuidv7();
  await db
    .insertInto("user")
    .values({ id, email: `${id}@matrix.example`, email_verified_at: new Date() })
    .execute();
  await db.insertInto("membership").values({ user_id: id, organisation_id: organisations.ours.id, role }).execute();
  return id;
}

const ofMembers = (args: (organisationId: string, target: string) => unknown[], done: string[]): ActionCase[] => [
  {
    visible: { to: "role", permission: "manage_people" },
    address: (world) => `/organisations/${world.organisations.ours.slug}/members`,
    fresh: (world) => freshMember(world),
    args: (world, { target }) => args(world.organisations.ours.id, target),
    done,
  },
];

/** Of the platform's owners, of whom there is none here: everybody is refused. */
const ofSunset = (fields: Record<string, string>): ActionCase[] => [
  {
    visible: { to: "nobody" },
    address: (world) => `/organisations/${world.organisations.ours.slug}/imported-tokens`,
    args: () => [form({ seen: "", ...fields })],
    done: [],
  },
];

export async function freshInvitation({ db, organisations }: World, role: Role = "guest"): Promise<string> {
  const id = uuidv7();
  await db
    .insertInto("invitation")
    .values({
      id,
      organisation_id: organisations.ours.id,
      email: `${id}@matrix.example`,
      role,
      digest: Buffer.from(id.replaceAll("-", "").repeat(2), "hex"),
      expires_at: new Date(Date.now() + 3_600_000),
    })
    .execute();
  return id;
}

const ofInvitation = (done: string[], ...more: unknown[]): ActionCase[] =>
  ofMembers((id, target) => [id, target, ...more], done).map((rule) => ({
    ...rule,
    fresh: (world) => freshInvitation(world),
  }));

const ofPolicy = (args: (organisationId: string) => unknown[], done: string[]): ActionCase[] => [
  {
    visible: { to: "role", permission: "change_policy" },
    address: (world) => `/organisations/${world.organisations.ours.slug}/policy`,
    args: (world) => args(world.organisations.ours.id),
    done,
  },
];

type OfApplication = { application: string; test: string; variable: string; deployment: string };

export const FRESH_APPLICATION = "Fresh application";

/** An application of ours to which the guests were added as to the shared one. @returns one of its ids */
export const freshApplication = (about: keyof OfApplication) => async (world: World) => {
  const { db, organisations, people } = world;
  const made = await createApplication(db, organisations.ours, { name: FRESH_APPLICATION });
  await addToApplication(db, organisations.ours, made, people.guest_who_writes, "write");
  await addToApplication(db, organisations.ours, made, people.guest_who_reads, "read");
  const [application, test, variable] = [made.id, made.environments.test ?? "", uuidv7()];
  const { content: value, keyId: key_id } = seal("environment-variable", variable, "blue");
  await db
    .insertInto("environment_variable")
    .values({ id: variable, environment_id: test, name: "COLOUR", value, key_id })
    .execute();
  const deployment = uuidv7();
  await db.insertInto("deployment").values({ id: deployment, environment_id: test }).execute();
  return { application, test, variable, deployment }[about];
};

/** An action about an application: on the page of the shared one, about a fresh one. */
const ofApplication = (
  about: keyof OfApplication,
  args: (target: string, world: World) => unknown[],
  done: string[],
  visible: Visible = { to: "role", permission: "change_applications", application: "shared", writes: true },
): ActionCase[] => [
  {
    visible,
    address: ({ organisations, applications }) =>
      `/organisations/${organisations.ours.slug}/applications/${applications.shared.slug}`,
    fresh: freshApplication(about),
    args: (world, { target }) => args(target, world),
    done,
  },
];

/** The form of a webhook, which is sent nothing here. */
export function webhookForm(given: { url?: string; description?: string } = {}): FormData {
  return form({ ...WEBHOOK, events: WEBHOOK.events.join(), ...given });
}

const ofWebhooks = (
  args: (organisationId: string, target: string) => unknown[],
  done: string[],
  fresh: ActionCase["fresh"] = ({ db, organisations }) => createWebhookRow(db, organisations.ours),
): ActionCase[] => [
  {
    visible: { to: "role", permission: "manage_webhooks" },
    address: ({ organisations, webhook }) => `/organisations/${organisations.ours.slug}/webhooks/${webhook.id}`,
    fresh,
    args: (world, { target }) => args(world.organisations.ours.id, target),
    done,
  },
];

/** Makes room for another one. */
export async function withoutWebhooks({ db, organisations, webhook }: World): Promise<string> {
  const others = db.deleteFrom("webhook").where("organisation_id", "=", organisations.ours.id);
  await others.where("id", "<>", webhook.id).execute();
  return "";
}

/** A login that waits for a decision of whoever has its code. @returns that */
export async function freshLogin({ db }: World): Promise<string> {
  const started = await startLogin(db, { device_name: "matrix" }, { address: null, userAgent: "vitest" });
  if (started.status !== "started") throw new Error("no login was begun");
  return started.userCode;
}

/** A form that allows the login under a code as much as it may. */
export const loginForm = (userCode: string) =>
  form({ user_code: userCode, compared: "on", reach: "everything", access: "all", expiration: "90d" });

const ofLogin = (args: (userCode: string) => unknown[], done: string[]): ActionCase[] => [
  {
    visible: { to: "signed_in" },
    address: () => "/device",
    fresh: freshLogin,
    args: (_world, { target }) => args(target),
    done,
  },
];

const BULK_WITHDRAWALS = (world: World) => `/organisations/${world.organisations.ours.slug}/access-tokens/sweeps`;

export const ACCOUNT = "app/(dashboard)/account";
export const ORGANISATION = "app/(dashboard)/organisations/[slug]";
export const DEVICE = "app/(dashboard)/device";
export const APPLICATION = `${ORGANISATION}/applications/[application]`;

/** Every server action but those of signing in, by its file and name. */
export const ACTIONS: Readonly<Record<string, readonly ActionCase[]>> = {
  [`${ACCOUNT}/access-tokens/actions.ts#createTokenAction`]: ofAccount("access-tokens", form({ label: "Nobody's" })),
  [`${ACCOUNT}/access-tokens/actions.ts#findBySecretAction`]: ofAccount("access-tokens", form({ secret: "x" })),
  [`${ACCOUNT}/access-tokens/form/policy-actions.ts#previewPoliciesAction`]: ofAccount(
    "access-tokens",
    form({ purpose: "other", access: "all" }),
  ).map((rule) => ({ ...rule, reads: true as const })),
  [`${ACCOUNT}/access-tokens/actions.ts#editTokenAction`]: ofToken((id) => [id, form({ label: "Renamed" })], []),
  [`${ACCOUNT}/access-tokens/actions.ts#revokeTokenAction`]: ofToken((id) => [id, "", false], ["revoked"]),
  [`${ACCOUNT}/access-tokens/actions.ts#revokeOneOfManyAction`]: ofToken((id) => [id, "", false], ["revoked"]),
  [`${ACCOUNT}/access-tokens/actions.ts#undoRevokeAction`]: ofToken((id) => [id], []),
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#rotateTokenAction`]: ofToken(
    (id) => [id, { overlap: 3600 }, form()],
    [],
  ),
  // Who may is not tried: no page has shown them the secret.
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#confirmStoredAction`]: ofToken(
    (id) => [id, "lk_pat_…h3Qz"],
    [],
  ),
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#replaceUnstoredAction`]: ofToken(
    (id) => [id, "lk_pat_…h3Qz", form()],
    [],
  ),
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#cancelPendingAction`]: ofToken((id) => [id], []),
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#endOverlapAction`]: ofToken((id) => [id], ["ended"]),
  [`${ACCOUNT}/access-tokens/[uuid]/rotation/actions.ts#extendOverlapAction`]: ofToken(
    (id) => [id, new Date(Date.now() + 3_600_000).toISOString()],
    [],
  ),
  [`${ACCOUNT}/access-tokens/[uuid]/use/actions.ts#narrowToUsedAction`]: ofToken((id) => [id, "2026-01-01"], []),
  [`${DEVICE}/actions.ts#findLoginAction`]: ofLogin((code) => [form({ user_code: code })], ["found"]).map((rule) => ({
    ...rule,
    reads: true as const,
  })),
  // Who may is not tried: by then some have as many tokens as fit. With a proof of identity it is.
  [`${DEVICE}/actions.ts#allowLoginAction`]: ofLogin((code) => [loginForm(code)], []),
  [`${DEVICE}/actions.ts#refuseLoginAction`]: ofLogin((code) => [code], ["refused_login"]),
  [`${ACCOUNT}/notifications/actions.ts#savePreferenceAction`]: ofAccount("notifications", {}, form()),
  [`${ACCOUNT}/profile/actions.ts#editProfileAction`]: ofAccount("profile", {}, form({ first_name: "Nobody" })),
  [`${ACCOUNT}/security/actions.ts#changePasswordAction`]: ofAccount("security", {}, form({ password: "x" })),
  [`${ACCOUNT}/security/actions.ts#endSessionAction`]: ofAccount("security", "019379a0-0000-7000-8000-000000000000"),
  [`${ACCOUNT}/security/actions.ts#endOtherSessionsAction`]: ofAccount("security"),
  // With mail off it says so, and does nothing.
  "components/address-proof/actions.ts#requestProofAction": ofAccount("security"),
  "components/organisation/actions.ts#createOrganisationAction": [
    {
      visible: { to: "signed_in" },
      address: () => "/",
      args: (_world, { word }) => [form({ name: `Made ${word}` })],
      done: ["created"],
    },
  ],
  [`${ORGANISATION}/access-tokens/views/actions.ts#saveViewAction`]: ofViews(
    ({ organisations: { ours } }, { word }) => [ours.id, form({ name: `View ${word}`, query: "unused=90" })],
    "saved",
  ),
  [`${ORGANISATION}/access-tokens/views/actions.ts#renameViewAction`]: ofViews(
    ({ organisations: { ours } }, { target, word }) => [ours.id, target, form({ name: `Renamed ${word}` })],
    "renamed",
  ),
  [`${ORGANISATION}/access-tokens/views/actions.ts#deleteViewAction`]: ofViews(
    ({ organisations: { ours } }, { target }) => [ours.id, target],
    "deleted",
  ),
  [`${ORGANISATION}/teams/actions.ts#createTeamAction`]: ofTeams(
    ({ organisations: { ours } }, { word }) => [ours.id, form({ name: `Made ${word}` })],
    "created",
  ),
  [`${ORGANISATION}/teams/actions.ts#renameTeamAction`]: ofTeams(({ organisations: { ours } }, { target, word }) => [
    ours.id,
    target,
    form({ name: `Renamed ${word}` }),
  ]),
  [`${ORGANISATION}/teams/actions.ts#deleteTeamAction`]: ofTeams(
    ({ organisations: { ours } }, { target }) => [ours.id, target, form()],
    "deleted",
  ),
  [`${ORGANISATION}/teams/actions.ts#addTeamMemberAction`]: ofTeams(({ organisations, people }, { target }) => [
    organisations.ours.id,
    target,
    people.admin.id,
  ]),
  [`${ORGANISATION}/teams/actions.ts#removeTeamMemberAction`]: ofTeams(({ organisations, people }, { target }) => [
    organisations.ours.id,
    target,
    people.member.id,
  ]),
  [`${ORGANISATION}/settings/actions.ts#renameOrganisationAction`]: ofSettings(
    ({ organisations: { ours } }) => [ours.id, { status: "idle" }, form({ name: ours.name })],
    "change_organisation",
    ["renamed"],
  ),
  // Who may is not tried: the organisation, or their place in it, would be gone.
  [`${ORGANISATION}/settings/actions.ts#deleteOrganisationAction`]: ofSettings(
    ({ organisations: { ours } }) => [ours.id, form({ confirmation: ours.name })],
    "change_organisation",
    [],
  ),
  [`${ORGANISATION}/settings/actions.ts#leaveOrganisationAction`]: ofSettings(
    ({ organisations: { ours } }) => [ours.id],
    "see_organisation",
    [],
  ),
  [`${ORGANISATION}/members/actions.ts#changeRoleAction`]: ofMembers(
    (id, target) => [id, target, "guest", form()],
    ["changed"],
  ),
  [`${ORGANISATION}/members/actions.ts#findLeavingAction`]: ofMembers((id, target) => [id, target], ["found"]).map(
    (rule) => ({ ...rule, reads: true as const }),
  ),
  [`${ORGANISATION}/members/actions.ts#removeMemberAction`]: ofMembers((id, target) => [id, target, []], ["removed"]),
  [`${ORGANISATION}/members/actions.ts#inviteAction`]: ofMembers(
    (id, target) => [id, form({ emails: `${target}@matrix.example`, role: "guest" })],
    [],
  ),
  [`${ORGANISATION}/members/actions.ts#replaceTokenAction`]: ofAccess("created", form()).map((rule) => ({
    ...rule,
    visible: { to: "role", permission: "manage_people" },
    done: [],
  })),
  [`${ORGANISATION}/members/actions.ts#revokeInvitationAction`]: ofInvitation(["revoked"]),
  [`${ORGANISATION}/members/actions.ts#resendInvitationAction`]: ofInvitation(["resent"], form()),
  // Who may is an owner of the platform, and nobody here is: everybody is refused.
  [`${ORGANISATION}/members/actions.ts#createInvitationLinkAction`]: ofMembers(
    (_id, target) => [target, form()],
    [],
  ).map((rule) => ({ ...rule, fresh: (world) => freshInvitation(world), visible: { to: "nobody" } })),
  [`${ORGANISATION}/imported-tokens/actions.ts#setSunsetAction`]: ofSunset({ sunset_at: "2031-01-31T09:00" }),
  [`${ORGANISATION}/imported-tokens/actions.ts#removeSunsetAction`]: ofSunset({}),
  [`${ORGANISATION}/policy/actions.ts#saveDraftAction`]: ofPolicy((id) => [id, form()], ["saved"]),
  [`${ORGANISATION}/policy/actions.ts#discardDraftAction`]: ofPolicy((id) => [id], ["discarded"]),
  // Who may is not tried: rules that hold would block what the other tries come with.
  [`${ORGANISATION}/policy/actions.ts#enforcePolicyAction`]: ofPolicy((id) => [id, form({ when: "now" })], []),
  [`${ORGANISATION}/policy/actions.ts#cancelPlannedAction`]: ofPolicy((id) => [id, form()], []),
  [`${ORGANISATION}/applications/actions.ts#createApplicationAction`]: [
    {
      visible: { to: "role", permission: "create_application" },
      address: (world) => `/organisations/${world.organisations.ours.slug}/applications`,
      args: ({ organisations: { ours } }, { word }) => [ours.id, form({ name: `Made ${word}` })],
      done: ["created"],
    },
  ],
  [`${APPLICATION}/environments/actions.ts#createEnvironmentAction`]: ofApplication(
    "application",
    (id) => [id, form({ slug: "preview" })],
    ["created"],
  ),
  [`${APPLICATION}/environments/actions.ts#editEnvironmentAction`]: ofApplication(
    "test",
    (id) => [id, form({ slug: "preview", branch: "next" })],
    ["edited"],
  ),
  [`${APPLICATION}/environments/actions.ts#deleteEnvironmentAction`]: ofApplication(
    "test",
    (id) => [id, form({ confirmation: "test" })],
    ["deleted"],
  ),
  [`${APPLICATION}/people/actions.ts#setCollaboratorAction`]: ofApplication(
    "application",
    (id, { people }) => [id, people.guest_who_reads.id, "write"],
    ["set"],
    { to: "role", permission: "manage_people" },
  ),
  [`${APPLICATION}/people/actions.ts#removeCollaboratorAction`]: ofApplication(
    "application",
    (id, { people }) => [id, people.guest_who_reads.id],
    ["removed"],
    { to: "role", permission: "manage_people" },
  ),
  [`${APPLICATION}/settings/actions.ts#renameApplicationAction`]: ofApplication(
    "application",
    (id) => [id, form({ name: "Renamed" })],
    ["renamed"],
  ),
  [`${APPLICATION}/settings/actions.ts#deleteApplicationAction`]: ofApplication(
    "application",
    (id) => [id, form({ confirmation: FRESH_APPLICATION })],
    ["deleted"],
    { to: "role", permission: "delete_application" },
  ),
  // Who may is an owner of ours, and nothing of theirs: everybody is refused.
  [`${APPLICATION}/settings/actions.ts#transferApplicationAction`]: ofApplication(
    "application",
    (id, { organisations }) => [id, form({ organisation: organisations.theirs.id, confirmation: FRESH_APPLICATION })],
    [],
    { to: "role", permission: "transfer_application" },
  ),
  [`${APPLICATION}/variables/actions.ts#createVariableAction`]: ofApplication(
    "test",
    (id) => [id, form({ name: "REGION", value: "north" })],
    ["created"],
  ),
  [`${APPLICATION}/variables/actions.ts#editVariableAction`]: ofApplication(
    "variable",
    (id) => [id, form({ value: "red" })],
    ["edited"],
  ),
  [`${APPLICATION}/variables/actions.ts#deleteVariableAction`]: ofApplication("variable", (id) => [id, form()], [
    "deleted",
  ]),
  [`${APPLICATION}/variables/actions.ts#revealVariableAction`]: ofApplication("variable", (id) => [id], ["revealed"], {
    to: "role",
    permission: "see_applications",
    application: "shared",
  }).map((rule) => ({ ...rule, reads: true as const })),
  [`${APPLICATION}/variables/actions.ts#importVariablesAction`]: ofApplication(
    "test",
    (id) => [id, form({ text: "COLOUR=red" })],
    ["imported"],
  ),
  [`${APPLICATION}/deployments/actions.ts#requestDeploymentAction`]: ofApplication("test", (id) => [id, form()], [
    "requested",
  ]),
  [`${APPLICATION}/deployments/actions.ts#cancelDeploymentAction`]: ofApplication("deployment", (id) => [id, form()], [
    "reported",
  ]).map((rule) => ({
    ...rule,
    address: ({ organisations, applications, deployments }) =>
      `/organisations/${organisations.ours.slug}/applications/${applications.shared.slug}/deployments/${deployments["shared/test"]}`,
  })),
  [`${ORGANISATION}/webhooks/actions.ts#createWebhookAction`]: ofWebhooks(
    (id) => [id, webhookForm()],
    ["created"],
    withoutWebhooks,
  ),
  [`${ORGANISATION}/webhooks/actions.ts#editWebhookAction`]: ofWebhooks(
    (id, target) => [id, target, webhookForm({ description: "Quieter" })],
    ["edited"],
  ),
  [`${ORGANISATION}/webhooks/actions.ts#pauseWebhookAction`]: ofWebhooks((id, target) => [id, target], ["paused"]),
  [`${ORGANISATION}/webhooks/actions.ts#resumeWebhookAction`]: ofWebhooks(
    (id, target) => [id, target, form()],
    ["resumed"],
  ),
  [`${ORGANISATION}/webhooks/actions.ts#replaceSecretAction`]: ofWebhooks(
    (id, target) => [id, target, form()],
    ["secret_replaced"],
  ),
  // No page has shown them the secret, which this does not tell apart from one that was replaced.
  [`${ORGANISATION}/webhooks/actions.ts#confirmSigningSecretStoredAction`]: ofWebhooks(
    (id, target) => [id, target, "h3Qz="],
    ["replaced"],
  ),
  [`${ORGANISATION}/webhooks/actions.ts#deleteWebhookAction`]: ofWebhooks(
    (id, target) => [id, target, form()],
    ["deleted"],
  ),
  // Who may is not tried: a request would be made, and fail, while others are tried.
  [`${ORGANISATION}/webhooks/actions.ts#sendTestAction`]: ofWebhooks((id, target) => [id, target], []),
  [`${ORGANISATION}/webhooks/actions.ts#replayDeliveryAction`]: ofWebhooks((id, target) => [id, target, uuidv7()], []),
  [`${ORGANISATION}/access-tokens/withdraw/actions.ts#withdrawAccessAction`]: ofAccess("withdrawn", "because"),
  [`${ORGANISATION}/access-tokens/withdraw/actions.ts#restoreAccessAction`]: ofAccess("restored"),
  // Who may is not tried: the tokens of all that follows would be gone.
  [`${ORGANISATION}/access-tokens/sweeps/actions.ts#startBulkWithdrawalAction`]: [
    {
      visible: { to: "role", permission: "withdraw_access" },
      address: BULK_WITHDRAWALS,
      args: ({ organisations: { ours } }) => [
        ours.id,
        { made_before: new Date(Date.now() - 1_000).toISOString(), personal: true, organisation: true, reason: "" },
        ours.name,
      ],
      done: [],
    },
  ],
  [`${ORGANISATION}/access-tokens/sweeps/actions.ts#retryBulkWithdrawalAction`]: [
    {
      visible: { to: "role", permission: "withdraw_access" },
      address: (world) => `${BULK_WITHDRAWALS(world)}/${world.bulkWithdrawal.id}`,
      args: ({ organisations, bulkWithdrawal }) => [organisations.ours.id, bulkWithdrawal.id],
      done: ["retried"],
    },
  ],
};

/** Those that act on the browser or on who is signing in, and on nothing that a role decides about. */
export const WITHOUT_ROLES =
  /^app\/\(auth\)\/|^components\/(shell|theme)\/actions\.ts#|\/security\/actions\.ts#(dis)?connectIdentityAction$/;
