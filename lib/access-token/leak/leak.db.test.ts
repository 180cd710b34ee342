import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { lockApplication } from "@/db/application/application";
import { authenticate } from "@/lib/access-token/authentication/authenticate";
import { listOrganisationActivity } from "@/lib/activity/organisation/organisation";
import { setCollaborator } from "@/lib/application/collaborator/set";
import { renameApplication } from "@/lib/application/rename";
import type { Principal, Role, SessionPrincipal } from "@/lib/authorization/principal";
import { reportDeployment } from "@/lib/deployment/report";
import { requestDeployment } from "@/lib/deployment/request";
import { acceptInvitationAsNew } from "@/lib/invitation/accept-as-new";
import { resendInvitation } from "@/lib/invitation/change";
import { inviteInput } from "@/lib/invitation/input";
import { invite } from "@/lib/invitation/invite";
import { findLiveInvitation } from "@/lib/invitation/open";
import { noticeMessage } from "@/lib/notice/message/notice-message";
import { listNotices } from "@/lib/notice/read";
import { changeRole } from "@/lib/organisation/member/change-role";
import { saveDraft } from "@/lib/organisation/policy/draft";
import { enforcePolicy } from "@/lib/organisation/policy/enforce";
import { restoreAccess, withdrawAccess } from "@/lib/organisation/token/withdraw";
import { addTeamMember } from "@/lib/team/change-member";
import { createTeam as makeTeam } from "@/lib/team/create";
import { createWebhook } from "@/lib/webhook/create";
import { editWebhook } from "@/lib/webhook/edit";
import { pauseWebhook, resumeWebhook } from "@/lib/webhook/pause";
import { replaceSigningSecret } from "@/lib/webhook/replace-secret";
import { sendTest } from "@/lib/webhook/send-test";
import { databaseClock } from "@/lib/work/clock";
import { createTestDatabase } from "@/test/database/database";
import { whileActivityFails } from "@/test/database/failing-activity";
import { sessionOf, waitingFor } from "@/test/database/waiting";
import {
  addMember,
  createApplication,
  createMember,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
} from "@/test/fixtures";
import { client, newAddress, SENT } from "@/test/invitation";
import { codeIn, queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { createWebhookRow } from "@/test/matrix/webhook";
import { callerWith, signIn } from "@/test/session";
import { createToken as create } from "../create";
import { createTokenInput } from "../input";
import { revokeToken } from "../revocation/revoke";
import { undoRevoke } from "../revocation/undo";
import { rotateToken } from "../rotation/rotate";
import { finishLeaks } from "./finish";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

/** An agency, whose admin lost a token to a thief, and a token that the thief made with it. */
async function stolen() {
  const organisation = await createOrganisation(db);
  const join = async (role: Role, lastName: string) => {
    const user = await createUser(db, { firstName: role, lastName });
    await addMember(db, organisation, user, role);
    return user;
  };
  const people = {
    owner: await join("owner", "Lind"),
    admin: await join("admin", "Lind"),
    member: await join("member", "Lind"),
    guest: await join("guest", "Lind"),
  };
  const token = await createToken(db, people.admin, { label: "Laptop" });
  const thief = await callerWith(db, token.secret);
  const made = await create(db, thief, createTokenInput.parse({ label: "child" }));
  if (made.status !== "created") throw new Error(made.status);
  const child = await callerWith(db, made.secret);
  const victim = await signIn(db, people.admin);
  const leak = async (as: Principal = victim) =>
    await revokeToken(db, as, { id: token.id, reason: null, leaked: true });
  return { organisation, people, token, thief, child, victim, leak };
}

async function inviteAs(principal: Principal, organisation: { id: string }, role: Role = "member", more: object = {}) {
  const email = newAddress();
  const result = await invite(db, principal, organisation.id, inviteInput.parse({ email, role, ...more }));
  if (result.status !== "invited") throw new Error(result.status);
  return { id: result.invitation.id, email, code: codeIn((await queuedMails(db, email)).at(-1)) };
}

const isOpen = async ({ code }: { code: string }) => (await findLiveInvitation(db, code)) !== undefined;

const entriesOf = async (organisation: { id: string }, type: string) =>
  await db
    .selectFrom("activity")
    .select(["target_label", "actor_user_id", "after", "before"])
    .where("organisation_id", "=", organisation.id)
    .where("type", "=", type)
    .orderBy("id")
    .execute();

/** What someone was told of leaks, as the dashboard says it. */
const noticesTo = async (user: { id: string }) =>
  (await listNotices(db, user.id, { limit: 50 }))
    .filter(({ kind }) => kind === "token_leaked")
    .map((notice) => noticeMessage(notice, { now: new Date(), timezone: "UTC" }));

const finish = async () =>
  await finishLeaks(
    { db, clock: databaseClock, mail: undefined, leaseSeconds: 60, signal: new AbortController().signal },
    {},
  );

/** While it is asked, writing an entry of this type fails. */
const revokeWhileFailing = (
  type: string,
  ...[principal, input]: [SessionPrincipal, Parameters<typeof revokeToken>[2]]
) => whileActivityFails(db, { type }, () => revokeToken(db, principal, input));

test("a leak withdraws what the token and its descendants invited, and nobody else's invitations", async () => {
  const { organisation, people, thief, child, token, leak } = await stolen();
  const owner = await signIn(db, people.owner);
  const theirs = [await inviteAs(thief, organisation), await inviteAs(child, organisation, "admin")];
  const ours = await inviteAs(owner, organisation);
  await leak();
  for (const invitation of theirs) {
    expect(await isOpen(invitation)).toBe(false);
    expect(await acceptInvitationAsNew(db, { code: invitation.code, ...SENT }, client)).toEqual({
      status: "dead_link",
    });
  }
  expect(await isOpen(ours)).toBe(true);
  expect(await entriesOf(organisation, "invitation.revoked")).toEqual(
    theirs.map(({ email }) => ({
      target_label: email,
      actor_user_id: people.admin.id,
      before: null,
      after: { reason: 'Created with "Laptop", which leaked', leaked_token: token.id },
    })),
  );
});

test("also one whose link it has only sent again, which may be in its hands, and not one that was sent again since", async () => {
  const { organisation, people, thief, leak } = await stolen();
  const owner = await signIn(db, people.owner);
  const [taken, saved] = [await inviteAs(owner, organisation), await inviteAs(owner, organisation)];
  const resend = async (principal: Principal, { id, email }: typeof taken) => {
    await sql`update invitation set sent_at = sent_at - interval '1 hour' where id = ${id}`.execute(db);
    const result = await resendInvitation(db, principal, { organisationId: organisation.id, invitationId: id });
    expect(result.status).toBe("resent");
    return { id, email, code: codeIn((await queuedMails(db, email)).at(-1)) };
  };
  const [takenAgain] = [await resend(thief, taken), await resend(thief, saved)];
  const savedAgain = await resend(owner, saved);
  await leak();
  expect([await isOpen(takenAgain), await isOpen(savedAgain)]).toEqual([false, true]);
});

test("invitations of a token count from when the leaked one had its secret, until it was replaced", async () => {
  const { organisation, people, thief, victim, leak } = await stolen();
  const other = await createToken(db, people.admin);
  const before = await inviteAs(await callerWith(db, other.secret), organisation);
  const rotate = async (principal: Principal) => {
    const result = await rotateToken(db, principal, other.id, { overlapSeconds: 0, replaceNow: true });
    if (result.status !== "rotated") throw new Error(result.status);
    return await callerWith(db, result.secret);
  };
  const meanwhile = await inviteAs(await rotate(thief), organisation);
  const after = await inviteAs(await rotate(victim), organisation);
  await leak();
  expect(await Promise.all([before, meanwhile, after].map(isOpen))).toEqual([true, false, true]);
});

test("a guest's access by an invitation of that time is taken back also when it was accepted after the secret was replaced", async () => {
  const { organisation, people, thief, victim, leak } = await stolen();
  const other = await createToken(db, people.admin);
  const site = await createApplication(db, organisation, { name: "Site" });
  const rotate = async (principal: Principal) => {
    const result = await rotateToken(db, principal, other.id, { overlapSeconds: 0, replaceNow: true });
    if (result.status !== "rotated") throw new Error(result.status);
    return await callerWith(db, result.secret);
  };
  const applications = [{ application: site.id, access: "write" }];
  const meanwhile = await inviteAs(await rotate(thief), organisation, "guest", { applications });
  const after = await inviteAs(await rotate(victim), organisation, "guest", { applications });
  for (const { code } of [meanwhile, after]) {
    expect((await acceptInvitationAsNew(db, { code, ...SENT }, client)).status).toBe("accepted");
  }
  await leak();
  const left = db.selectFrom("application_collaborator").innerJoin("user", "user.id", "user_id").select("email");
  expect(await left.where("application_id", "=", site.id).execute()).toEqual([{ email: after.email }]);
});

test("whoever accepted stays, and the owners are told by name, with the way to remove them", async () => {
  const { organisation, people, thief, leak } = await stolen();
  const { email, code } = await inviteAs(thief, organisation, "admin");
  expect((await acceptInvitationAsNew(db, { code, ...SENT }, client)).status).toBe("accepted");
  await leak();
  const seat = db.selectFrom("membership").innerJoin("user", "user.id", "membership.user_id");
  expect(await seat.select("role").where("email", "=", email).execute()).toEqual([{ role: "admin" }]);
  const [notice] = await noticesTo(people.owner);
  expect(notice?.text).toContain(
    `Joined through its invitations, and still there: Fee Lindqvist, ${email} (admin). Remove anyone who shouldn’t be there.`,
  );
  expect(notice?.links).toContainEqual({
    label: "Review members",
    path: `/organisations/${organisation.slug}/members`,
  });
  for (const other of [people.admin, people.member, people.guest]) expect(await noticesTo(other)).toEqual([]);
});

test("a leak takes back access of guests and places in teams that the token gave, and leaves what people gave", async () => {
  const { organisation, people, token, thief, child, leak } = await stolen();
  const owner = await signIn(db, people.owner);
  const site = await createApplication(db, organisation, { name: "Site" });
  const shop = await createApplication(db, organisation, { name: "Shop" });
  const guestAt = (application: { id: string }) => ({ applicationId: application.id, userId: people.guest.id });
  await setCollaborator(db, owner, { ...guestAt(site), access: "write" });
  await setCollaborator(db, child, { ...guestAt(shop), access: "write" });
  const team = await createTeam(db, organisation, { name: "Ops", members: [people.owner] });
  await addTeamMember(db, thief, { organisationId: organisation.id, teamId: team.id, userId: people.member.id });
  // Added by the invitation, and so by the token.
  const applications = [{ application: site.id, access: "read" }];
  const invited = await inviteAs(thief, organisation, "guest", { applications });
  expect((await acceptInvitationAsNew(db, { code: invited.code, ...SENT }, client)).status).toBe("accepted");

  await leak();
  const places = await db
    .selectFrom("application_collaborator")
    .select(["application_id", "user_id"])
    .where("organisation_id", "=", organisation.id)
    .execute();
  expect(places).toEqual([{ application_id: site.id, user_id: people.guest.id }]);
  const seats = await db.selectFrom("team_member").select("user_id").where("team_id", "=", team.id).execute();
  expect(seats).toEqual([{ user_id: people.owner.id }]);
  const why = { reason: 'Created with "Laptop", which leaked', leaked_token: token.id };
  const removed = await entriesOf(organisation, "application_collaborator.deleted");
  expect(removed.map(({ target_label, before, after }) => ({ target_label, before, after }))).toEqual(
    expect.arrayContaining([
      { target_label: people.guest.email, before: { application: "Shop", access: "write" }, after: why },
      { target_label: invited.email, before: { application: "Site", access: "read" }, after: why },
    ]),
  );
  expect((await entriesOf(organisation, "team.edited")).at(-1)).toMatchObject({
    before: { members: expect.arrayContaining([people.member.email, people.owner.email]) },
    after: { members: [people.owner.email], ...why },
  });
  const [notice] = await noticesTo(people.owner);
  expect(notice?.text).toContain("2 guests’ access to applications, the people it added to 1 team.");
});

/** A webhook of the organisation that this principal adds. @returns what every verb about it is given */
async function webhookOf(principal: Principal, organisation: { id: string }) {
  const given = { url: "https://hooks.example.com/a", description: "", events: ["token.leaked" as const] };
  const result = await createWebhook(db, principal, organisation.id, given);
  if (result.status !== "created") throw new Error(result.status);
  return { organisationId: organisation.id, webhookId: result.webhook.id };
}

/** The same person an hour after the last proof of who they are. */
async function withoutProof(person: SessionPrincipal): Promise<SessionPrincipal> {
  const session = { ...person.session, authenticatedAt: new Date(person.now.getTime() - 3_600_000) };
  const change = { authenticated_at: session.authenticatedAt };
  await db.updateTable("session").set(change).where("id", "=", session.id).execute();
  return { ...person, session };
}

const elsewhere = { url: "https://hooks.example.com/b" };
const statesOf = async (targets: readonly { webhookId: string }[]) => {
  const rows = await db.selectFrom("webhook").select(["id", "paused_at", "paused_by_leak"]).execute();
  return targets.map(({ webhookId }) => {
    const row = rows.find(({ id }) => id === webhookId);
    return row?.paused_at === null ? "active" : row?.paused_by_leak ? "leak" : "paused";
  });
};

test("a leak pauses the webhooks that lead where the token or its descendants said, that they had send more or resumed, or whose secret they saw, and no other", async () => {
  const { organisation, people, token, thief, child, leak } = await stolen();
  const owner = await signIn(db, people.owner);
  const [added, redirected, read, paused] = [
    await webhookOf(thief, organisation),
    await webhookOf(owner, organisation),
    await webhookOf(owner, organisation),
    await webhookOf(child, organisation),
  ];
  await editWebhook(db, child, redirected, elsewhere);
  await replaceSigningSecret(db, thief, read);
  await pauseWebhook(db, owner, paused);
  const [ours, tested, saved] = [
    await webhookOf(owner, organisation),
    await webhookOf(owner, organisation),
    await webhookOf(thief, organisation),
  ];
  await editWebhook(db, thief, tested, { description: "Seen", events: ["token.leaked"] });
  await sendTest(db, thief, tested);
  const [more, resumed, watched] = [
    await webhookOf(owner, organisation),
    await webhookOf(owner, organisation),
    await webhookOf(owner, organisation),
  ];
  await editWebhook(db, thief, more, { events: ["token.leaked", "member.left"] });
  await pauseWebhook(db, owner, resumed);
  await resumeWebhook(db, child, resumed);
  // A program, and a person without a proof, that resume it say nothing of where it leads.
  await editWebhook(db, thief, watched, elsewhere);
  const program = await callerWith(db, (await createToken(db, people.owner)).secret);
  for (const as of [program, await withoutProof(owner)]) {
    await pauseWebhook(db, owner, watched);
    expect((await resumeWebhook(db, as, watched)).status).toBe("resumed");
  }
  // What a person has set since is theirs.
  await editWebhook(db, owner, saved, elsewhere);
  await replaceSigningSecret(db, owner, saved);
  expect(await statesOf([added, redirected, read, paused])).toEqual(["active", "active", "active", "paused"]);
  await leak();
  expect(await statesOf([added, redirected, read, paused])).toEqual(["leak", "leak", "leak", "leak"]);
  expect(await statesOf([more, resumed, watched])).toEqual(["leak", "leak", "leak"]);
  expect(await statesOf([ours, tested, saved])).toEqual(["active", "active", "active"]);
  const why = { reason: 'Created with "Laptop", which leaked', leaked_token: token.id };
  const entries = (await entriesOf(organisation, "webhook.paused")).filter(({ after }) => after !== null);
  expect(entries).toMatchObject(
    Array.from({ length: 7 }, () => ({
      target_label: "hooks.example.com",
      actor_user_id: people.admin.id,
      after: why,
    })),
  );
  const [notice] = await noticesTo(people.owner);
  expect(notice?.text).toContain(
    "Paused along with it: 7 webhooks. Check their addresses and replace their secrets before you resume them.",
  );
  expect(notice?.text).toContain("Webhook added: hooks.example.com");
  expect(notice?.text).not.toContain("Test sent");
});

test("the owners are told of the webhooks that a leak paused when nothing else is kept of what the token did", async () => {
  const { organisation, people, token, leak } = await stolen();
  // Without an entry of the activity, as after 400 days.
  await createWebhookRow(db, organisation, { set_by_token_id: token.id, paused_at: null });
  await leak();
  const [notice] = await noticesTo(people.owner);
  expect(notice?.text).toContain("Paused along with it: 1 webhook.");
});

test("what a leak paused is resumed by a person after a fresh proof, by no token, and stays so: whoever resumed it answers for it", async () => {
  const { organisation, people, thief, token, leak } = await stolen();
  const target = await webhookOf(thief, organisation);
  await leak();
  const owner = await signIn(db, people.owner);
  const stale = await withoutProof(owner);
  expect((await resumeWebhook(db, stale, target)).status).toBe("reauthentication_required");
  const program = await callerWith(db, (await createToken(db, people.owner)).secret);
  for (const verb of [resumeWebhook, sendTest]) {
    expect(await verb(db, program, target)).toEqual({ status: "webhook_paused_by_leak", ...target });
  }
  expect(await statesOf([target])).toEqual(["leak"]);
  expect((await resumeWebhook(db, await signIn(db, people.owner), target)).status).toBe("resumed");
  await db.updateTable("access_token").set({ leak_finished_at: null }).where("id", "=", token.id).execute();
  await finish();
  expect(await statesOf([target])).toEqual(["active"]);
});

test("what a token sets is shown to a program, and counts as stored", async () => {
  const { organisation, thief } = await stolen();
  const { webhookId } = await webhookOf(thief, organisation);
  const stored = db.selectFrom("webhook").select("secret_stored_at").where("id", "=", webhookId);
  expect((await stored.executeTakeFirst())?.secret_stored_at).toEqual(expect.any(Date));
});

test("a leak cancels the deployments that the token and its descendants requested and no one has picked up", async () => {
  const { organisation, people, token, thief, child, leak } = await stolen();
  const site = await createApplication(db, organisation, { name: "Site" });
  const environment = site.environments.test ?? "";
  const request = async (as: Principal) => {
    const result = await requestDeployment(db, as, { environment });
    if (result.status !== "requested") throw new Error(result.status);
    return result.deployment.id;
  };
  const owner = await signIn(db, people.owner);
  const [ours, running] = [await request(owner), await request(thief)];
  expect((await reportDeployment(db, owner, running, { status: "running" })).status).toBe("reported");
  const queued = [await request(thief), await request(child)];
  await leak();
  const rows = await db
    .selectFrom("deployment")
    .select(["id", "status"])
    .where("environment_id", "=", environment)
    .execute();
  expect(Object.fromEntries(rows.map(({ id, status }) => [id, status]))).toEqual({
    [ours]: "queued",
    [running]: "running",
    ...Object.fromEntries(queued.map((id) => [id, "cancelled"])),
  });
  const why = { reason: 'Created with "Laptop", which leaked', leaked_token: token.id };
  const cancelled = { before: { status: "queued" }, after: { status: "cancelled", ...why } };
  expect(await entriesOf(organisation, "deployment.ended")).toEqual(
    queued.map(() => ({ target_label: "Site test", actor_user_id: people.admin.id, ...cancelled })),
  );
  expect((await noticesTo(people.owner))[0]?.text).toBe(
    "admin Lind revoked it as leaked. Cancelled along with it: 2 deployments that had not started. " +
      "It also changed: Deployment requested: Site test. These changes stay until you undo them.",
  );
});

test("before it cancels a deployment, a leak waits for who holds the application, as every change does", async () => {
  const { organisation, thief, leak } = await stolen();
  const site = await createApplication(db, organisation, { name: "Site" });
  const requested = await requestDeployment(db, thief, { environment: site.environments.test ?? "" });
  if (requested.status !== "requested") throw new Error(requested.status);
  const row = db.selectFrom("deployment").select("status").where("id", "=", requested.deployment.id);
  const { leaking } = await db.transaction().execute(async (trx) => {
    await lockApplication(trx, site.id);
    const session = await sessionOf(trx);
    const leaking = leak();
    await expect.poll(() => waitingFor(db, session)).not.toEqual([]);
    expect(await row.forUpdate().noWait().execute()).toEqual([{ status: "queued" }]);
    // As a value, so that the transaction ends before anyone waits for it.
    return { leaking };
  });
  await leaking;
  expect(await row.execute()).toEqual([{ status: "cancelled" }]);
});

test("the owners are told at once, in the dashboard and by mail, what else it and its descendants changed", async () => {
  const { organisation, people, token, thief, child, leak } = await stolen();
  const [owner, second] = [await signIn(db, people.owner), await createMember(db, organisation, "owner")];
  const site = await createApplication(db, organisation, { name: "Site" });
  const kept = await createToken(db, people.member, { label: "Kept out" });
  const at = { organisationId: organisation.id, tokenId: kept.id };
  expect((await withdrawAccess(db, await signIn(db, people.admin), { ...at, reason: null })).status).toBe("withdrawn");
  expect((await restoreAccess(db, thief, at)).status).toBe("restored");
  const raised = await changeRole(db, child, { ...at, userId: people.member.id, role: "admin" });
  expect(raised.status).toBe("changed");
  expect((await renameApplication(db, child, site.id, "Taken")).status).toBe("renamed");
  // What people change is nothing that the token changed.
  await changeRole(db, owner, { ...at, userId: people.guest.id, role: "member" });
  const invited = await inviteAs(child, organisation);

  await leak();
  const text =
    "admin Lind revoked it as leaked. Revoked along with it: 1 invitation. It also changed: " +
    `Role changed (member to admin): ${people.member.email}; Access restored to a token: Kept out; ` +
    "Application renamed: Taken. These changes stay until you undo them.";
  for (const user of [people.owner, second]) {
    expect(await noticesTo(user)).toEqual([
      {
        title: "Laptop leaked: check what it changed in Harbour Studio",
        text,
        links: [
          { label: "Review its activity", path: `/organisations/${organisation.slug}/activity?token=${token.id}` },
          { label: "Review members", path: `/organisations/${organisation.slug}/members` },
        ],
      },
    ]);
    const mails = (await queuedMails(db, user.email)).filter(({ kind }) => kind === "token_leaked");
    expect(mails.map(({ subject }) => subject)).toEqual(["Check what a leaked access token changed: “Laptop”"]);
    expect(mails[0]?.body.named).toEqual([
      { what: "Access token", text: "Laptop" },
      { what: "Organisation", text: "Harbour Studio" },
      { what: "By", text: "admin Lind" },
      { what: "Role changed (member to admin)", text: people.member.email },
      { what: "Access restored to a token", text: "Kept out" },
      { what: "Application renamed", text: "Taken" },
    ]);
  }
  // An alarm is never gathered.
  const kinds = db.selectFrom("outgoing_email").select("is_gathered").where("kind", "=", "token_leaked").distinct();
  expect(await kinds.execute()).toEqual([{ is_gathered: false }]);
  // The link leads to what it did, what its descendants did, and what was ended with it.
  const { organisation: seen } = { organisation: owner.organisations[0] };
  if (seen === undefined) throw new Error("the owner belongs to the organisation");
  const page = await listOrganisationActivity(db, owner, seen, { withToken: token.id });
  expect(page.rows.map(({ type, target_label }) => [type, target_label])).toEqual([
    ["invitation.revoked", invited.email],
    ["invitation.created", invited.email],
    ["application.renamed", "Taken"],
    ["membership.role_changed", people.member.email],
    ["access_token.access_restored", "Kept out"],
  ]);
});

test("a token of an owner that loosened the policy is told with which rules", async () => {
  const organisation = await createOrganisation(db);
  const owner = await createMember(db, organisation, "owner");
  const token = await createToken(db, owner, { label: "CI" });
  const thief = await callerWith(db, token.secret);
  await saveDraft(db, thief, organisation.id, { purpose_required: true, expiration_required: true });
  expect((await enforcePolicy(db, thief, organisation.id, {})).status).toBe("enforced");
  await revokeToken(db, await signIn(db, owner), { id: token.id, reason: null, leaked: true });
  // Also told who revoked it: it is a list of what to look at.
  const [notice] = await noticesTo(owner);
  expect(notice?.text).toContain(
    "Policy enforced (expiration required, purpose required): Harbour Studio; " +
      "Policy draft changed (expiration required, purpose required): Harbour Studio.",
  );
});

test("an organisation where it did nothing hears nothing, and one where it only made tokens of how many", async () => {
  const { people, thief, leak, organisation } = await stolen();
  const elsewhere = await createOrganisation(db, { members: [{ user: people.admin, role: "member" }] });
  const boss = await createMember(db, elsewhere, "owner");
  const given = { label: "robot", organisation: organisation.id, workflow: "nightly" };
  const made = await create(db, thief, createTokenInput.parse(given));
  expect(made.status).toBe("created");
  await leak();
  expect(await noticesTo(boss)).toEqual([]);
  expect((await noticesTo(people.owner)).map(({ text }) => text)).toEqual([
    "admin Lind revoked it as leaked. Revoked along with it: 1 access token. It changed nothing else.",
  ]);
});

test("of ten thousand changes the weightiest are named, the others counted, and nobody waits long for it", async () => {
  const { organisation, people, token, child, leak } = await stolen();
  await changeRole(db, child, { organisationId: organisation.id, userId: people.guest.id, role: "member" });
  await sql`
    insert into activity (id, type, organisation_id, actor_user_id, actor_token_id, target_type, target_id, target_label, after)
    select gen_random_uuid(), 'environment_variable.edited', ${organisation.id}, ${people.admin.id}, ${token.id},
      'environment_variable', gen_random_uuid(), 'KEY_' || n, '{"value_changed": true}'
    from generate_series(1, 9999) as n`.execute(db);
  const started = performance.now();
  await leak();
  expect(performance.now() - started).toBeLessThan(20_000);
  const [notice] = await noticesTo(people.owner);
  expect(notice?.text).toMatch(/It also changed: Role changed \(guest to member\): .* and 9,995 more\./);
  const mail = (await queuedMails(db, people.owner.email)).find(({ kind }) => kind === "token_leaked");
  expect(mail?.body.paragraphs.join(" ")).toContain(
    "It also made 10,000 changes: 20 are listed below, and 9,980 more are in the activity.",
  );
  expect(mail?.body.named).toHaveLength(3 + 20);
});

test.each(["invitation.revoked", "access_token.revoked"])(
  "what is left when writing %s failed, and the telling, are done a minute later, and once",
  async (type) => {
    const { organisation, people, token, thief, child, victim } = await stolen();
    const invitation = await inviteAs(thief, organisation);
    await changeRole(db, child, { organisationId: organisation.id, userId: people.member.id, role: "admin" });
    // The token's own end comes first, and is written.
    await revokeToken(db, victim, { id: token.id, reason: null });
    await expect(revokeWhileFailing(type, victim, { id: token.id, reason: null, leaked: true })).rejects.toThrow(
      "disk",
    );
    if (type === "access_token.revoked") {
      // Not even that: nobody has said that it leaked, then.
      expect((await undoRevoke(db, victim, token.id)).status).toBe("undone");
      return;
    }
    expect(await noticesTo(people.owner)).toEqual([]);
    // One that cannot be finished keeps no other waiting.
    await finish();
    expect(await isOpen(invitation)).toBe(false);
    expect(await noticesTo(people.owner)).toHaveLength(1);
    await db.updateTable("access_token").set({ leak_finished_at: null }).where("id", "=", token.id).execute();
    await finish();
    expect(await noticesTo(people.owner)).toHaveLength(1);
    expect(await entriesOf(organisation, "invitation.revoked")).toHaveLength(1);
    expect(await db.selectFrom("access_token").select("leak_finished_at").where("id", "=", token.id).execute()).toEqual(
      [{ leak_finished_at: expect.any(Date) }],
    );
  },
);

test("what a leaked token made is refused from the moment of the leak, though a crash leaves the ending of it for later", async () => {
  const { people, organisation, token, thief, child, victim } = await stolen();
  const grandchild = await create(db, child, createTokenInput.parse({ label: "grandchild" }));
  const other = await createToken(db, people.admin);
  const rotated = await rotateToken(db, thief, other.id, { overlapSeconds: 0, replaceNow: true });
  const [mine, pending] = [await createToken(db, people.admin), await createToken(db, people.admin)];
  const waiting = await rotateToken(db, thief, pending.id, { overlapSeconds: 3600, replaceNow: false });
  if (grandchild.status !== "created" || rotated.status !== "rotated" || waiting.status !== "rotated")
    throw new Error();
  await inviteAs(thief, organisation);
  const statuses = async () => {
    const secrets = [grandchild.secret, rotated.secret, waiting.secret, pending.secret, mine.secret];
    const answers = await Promise.all(secrets.map((secret) => authenticate(db, `Bearer ${secret}`, client)));
    return answers.map(({ status }) => status);
  };
  const [alive, dead] = ["authenticated", "token_revoked"];
  expect(new Set(await statuses())).toEqual(new Set([alive]));
  await expect(
    revokeWhileFailing("invitation.revoked", victim, { id: token.id, reason: null, leaked: true }),
  ).rejects.toThrow("disk");
  const isMarked = db.selectFrom("access_token").select("id").where("revoke_kind", "=", "leaked");
  const marked = async () => (await isMarked.where("user_id", "=", people.admin.id).execute()).length;
  expect(await marked()).toBe(1);
  expect(await statuses()).toEqual([dead, dead, dead, dead, alive]);
  await finish();
  // The leaked one, its child, that one's child, and both whose secret it made.
  expect(await marked()).toBe(5);
  expect(await statuses()).toEqual([dead, dead, dead, dead, alive]);
});

test("a leak of an organisation's token that another of its tokens had revoked is finished too, long after that", async () => {
  const { organisation, people } = await stolen();
  const robot = await createOrganisationToken(db, organisation, { label: "Robot", actsAs: "admin" });
  const leaked = await createOrganisationToken(db, organisation, { label: "Nightly", actsAs: "admin" });
  const invitation = await inviteAs(await callerWith(db, leaked.secret), organisation);
  await revokeToken(db, await callerWith(db, robot.secret), { id: leaked.id, reason: null });
  await sql`update access_token set revoked_at = now() - interval '3 days' where id = ${leaked.id}`.execute(db);
  const admin = await signIn(db, people.admin);
  await expect(
    revokeWhileFailing("invitation.revoked", admin, { id: leaked.id, reason: null, leaked: true }),
  ).rejects.toThrow("disk");
  expect(await isOpen(invitation)).toBe(true);
  await finish();
  expect(await isOpen(invitation)).toBe(false);
  expect(await entriesOf(organisation, "invitation.revoked")).toMatchObject([{ actor_user_id: people.admin.id }]);
  expect((await noticesTo(people.owner)).map(({ title }) => title)).toEqual([
    "Nightly leaked: check what it changed in Harbour Studio",
  ]);
});

test("a leak whose reporter nobody knows any more is finished in nobody's name", async () => {
  const { organisation, people, token, thief, victim } = await stolen();
  const invitation = await inviteAs(thief, organisation);
  await expect(
    revokeWhileFailing("invitation.revoked", victim, { id: token.id, reason: null, leaked: true }),
  ).rejects.toThrow("disk");
  await db.updateTable("access_token").set({ leaked_by_user_id: null }).where("id", "=", token.id).execute();
  await finish();
  expect(await isOpen(invitation)).toBe(false);
  expect(await entriesOf(organisation, "invitation.revoked")).toMatchObject([{ actor_user_id: null }]);
  expect((await noticesTo(people.owner))[0]?.text).toContain("An admin revoked it as leaked.");
});

test("one leak that cannot be ended at this moment keeps no other waiting", async () => {
  const [one, other] = [await stolen(), await stolen()];
  for (const { organisation, thief, victim, token } of [one, other]) {
    await inviteAs(thief, organisation);
    await expect(
      revokeWhileFailing("invitation.revoked", victim, { id: token.id, reason: null, leaked: true }),
    ).rejects.toThrow("disk");
  }
  const stuck = { type: "invitation.revoked", organisationId: one.organisation.id };
  await expect(whileActivityFails(db, stuck, () => finish())).rejects.toThrow("disk");
  expect(await noticesTo(one.people.owner)).toEqual([]);
  expect(await noticesTo(other.people.owner)).toHaveLength(1);
});

test("who accepts an invitation at the very moment of the leak is withdrawn, or named", async () => {
  for (let round = 0; round < 4; round++) {
    const { organisation, people, thief, leak } = await stolen();
    const { email, code } = await inviteAs(thief, organisation, "admin");
    const [accepted] = await Promise.all([acceptInvitationAsNew(db, { code, ...SENT }, client), leak()]);
    const [notice] = await noticesTo(people.owner);
    expect(["accepted", "dead_link"]).toContain(accepted.status);
    expect(notice?.text.includes(email)).toBe(accepted.status === "accepted");
    expect(notice?.text.includes("1 invitation.")).toBe(accepted.status === "dead_link");
  }
});

test("what its descendants have under way at the moment of the leak leaves nothing open", async () => {
  for (let round = 0; round < 4; round++) {
    const { organisation, thief, child, leak } = await stolen();
    const under = [child, thief, child].map((caller) => inviteAs(caller, organisation));
    await Promise.allSettled([...under, leak()]);
    const open = db.selectFrom("invitation").select("email").where("organisation_id", "=", organisation.id);
    expect(await open.where("revoked_at", "is", null).execute()).toEqual([]);
  }
});

test("a team that the token made loses the people whom it put there", async () => {
  const { organisation, people, thief, leak } = await stolen();
  const made = await makeTeam(db, thief, organisation.id, { name: "Shadow", members: [people.member.id] });
  if (made.status !== "created") throw new Error(made.status);
  await leak();
  const seats = await db.selectFrom("team_member").select("user_id").where("team_id", "=", made.team.id).execute();
  expect(seats).toEqual([]);
  expect((await noticesTo(people.owner))[0]?.text).toContain("Team created: Shadow.");
});
