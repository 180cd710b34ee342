import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { findUserByEmail } from "@/db/account/user";
import { addMember, createOrganisation, createToken, createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { Visitor } from "@/test/http/visitor";
import { newAddress, SENT, seatsOf } from "@/test/invitation";
import { callAction, serverActions } from "@/test/matrix/server-action";

// The server that all share sends no mail, and one person owns its platform.
const db = serverDatabase();
afterAll(() => db.destroy());
const OPERATOR = "operator@platform.example";

const visitor = () => new Visitor(sharedServer().url);
const LINK = /\/invitations\/[\w-]{43}/;

async function agency() {
  const owner = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  return { owner, organisation, page: `/organisations/${organisation.slug}/members` };
}

/** Call an action of the page, as it is pressed there. */
async function press(name: string, who: { id: string }, address: string, args: unknown[], minutesAgo = 0) {
  const action = serverActions().find((known) => known.name.endsWith(`/members/actions.ts#${name}`));
  if (action === undefined) throw new Error(`there is no action ${name}`);
  const cookie = await sessionHeaderOf(db, who);
  if (minutesAgo > 0) {
    await sql`update session set authenticated_at = now() - make_interval(mins => ${minutesAgo})
      where user_id = ${who.id}`.execute(db);
  }
  return await callAction(action, { address, cookie, args });
}

async function invite(
  who: { id: string },
  { organisation, page }: Awaited<ReturnType<typeof agency>>,
  email: string,
  role = "member",
) {
  const form = new FormData();
  form.set("emails", email);
  form.set("role", role);
  return await press("inviteAction", who, page, [organisation.id, form]);
}

test("an owner is told to ask a platform owner for the link, in the dashboard and by the API, whoever is invited", async () => {
  const our = await agency();
  const { secret } = await createToken(db, our.owner);
  const path = `/iam/v3/organisations/${our.organisation.id}/invitations/`;
  const answers: unknown[] = [];
  for (const email of [newAddress(), (await createUser(db)).email]) {
    const pressed = await invite(our.owner, our, email);
    expect(pressed.text).toContain('"status":"invited","link":null,"isMailed":false');
    expect(pressed.text).not.toMatch(LINK);
    const { status, json, text } = await api(path, { method: "POST", token: secret, body: { email, role: "member" } });
    expect(status).toBe(201);
    expect(text).not.toMatch(LINK);
    const again = await api(`${path}${json.uuid}/resend/`, { method: "POST", token: secret, body: {} });
    expect(again.json.message).toContain("Ask a platform owner for the link.");
    answers.push({ is_mailed: json.is_mailed, message: json.message, state: json.state });
  }
  expect(answers[0]).toMatchObject({ is_mailed: false, message: expect.stringContaining("Ask a platform owner") });
  expect(answers[1]).toEqual(answers[0]);
  const { text } = await (await visitor().withSession(db, our.owner)).open(our.page);
  expect(text).toContain("Ask a platform owner for the link");
  expect(text).not.toContain("Invited by other organisations");
});

test("an owner of the platform finds the invitation, makes its link, and the account made with it counts as proved", async () => {
  const our = await agency();
  const email = newAddress();
  await invite(our.owner, our, email);
  const operator = await findUserByEmail(db, OPERATOR);
  if (operator === undefined) throw new Error("the shared server has no operator");
  const desk = await visitor().withSession(db, operator);
  const { html, text } = await desk.open("/");
  expect(text).toContain("Mail is off, so you create the links and share them.");
  const page = /href="(\/organisations\/[\w-]+\/members)#links"/.exec(html)?.[1] ?? "";
  expect((await desk.open(`${page}?q=${email}`)).text).toContain(`Create link for ${email}`);
  const { id } = await db.selectFrom("invitation").select("id").where("email", "=", email).executeTakeFirstOrThrow();
  expect((await press("createInvitationLinkAction", our.owner, our.page, [id, new FormData()])).text).not.toMatch(LINK);
  const [link = ""] =
    LINK.exec((await press("createInvitationLinkAction", operator, page, [id, new FormData()])).text) ?? [];
  expect(sharedServer().logs()).not.toContain(link.split("/").at(-1));

  const invited = visitor();
  const arrived = await invited.submit(await invited.open(link), "Continue", SENT);
  expect(new URL(arrived.url).pathname).toBe(`/organisations/${our.organisation.slug}`);
  expect((await findUserByEmail(db, email))?.email_verified_at).toBeInstanceOf(Date);
});

test("who has an account finds the invitation after signing in, and needs no link; where nobody has confirmed the address, not", async () => {
  const our = await agency();
  const [user, unproved] = [await createUser(db), await createUser(db, { isProved: false })];
  for (const { email } of [user, unproved]) await invite(our.owner, our, email);
  const guest = await visitor().withSession(db, user);
  expect((await guest.open("/")).text).toContain(`You are invited to ${our.organisation.name}.`);
  const arrived = await guest.submit(await guest.open("/invitations"), `Join ${our.organisation.name}`);
  expect(new URL(arrived.url).pathname).toBe(`/organisations/${our.organisation.slug}`);
  const { text } = await (await visitor().withSession(db, unproved)).open("/");
  expect(text).not.toContain("You are invited");
  // Asked to confirm is who can be sent a mail.
  expect(text).not.toContain("Confirm your e-mail address");
  expect(await seatsOf(db, our.organisation, unproved.email)).toEqual([]);
});

test("a token of an account whose address nobody has confirmed makes no organisation, and the page it is led to says who can confirm", async () => {
  const user = await createUser(db, { isProved: false });
  const { secret } = await createToken(db, user);
  const answer = await api("/iam/v3/organisations/", { method: "POST", token: secret, body: { name: "Of my own" } });
  expect(answer.status).toBe(403);
  expect(answer.json).toMatchObject({
    code: "address_not_confirmed",
    detail: expect.stringContaining("to confirm their e-mail address"),
    fix_url: expect.stringMatching(/\/account\/security$/),
  });
  const { text } = await (await visitor().withSession(db, user)).open("/account/security");
  expect(text).toContain("hasn’t been confirmed");
  expect(text).toContain("Ask a platform owner to invite you");
  expect(text).toContain(`npm run admin -- user:password ${user.email}`);
  const proved = await (await visitor().withSession(db, await createUser(db))).open("/account/security");
  expect(proved.text).not.toContain("hasn’t been confirmed");
});

test("the API refuses a higher role for an account whose address nobody has confirmed, and says what to do", async () => {
  const { owner, organisation } = await agency();
  const member = await createUser(db, { isProved: false });
  await addMember(db, organisation, member, "member");
  const { secret } = await createToken(db, owner);
  const path = `/iam/v3/organisations/${organisation.id}/members/${member.id}/`;
  const answer = await api(path, { method: "PATCH", token: secret, body: { role: "admin" } });
  expect([answer.status, answer.json.code]).toEqual([403, "address_not_confirmed"]);
  expect(answer.json.detail).toContain("Ask a platform owner to invite them");
});

test("the link of an invitation as owner or admin asks an owner of the platform for a fresh proof, one as member does not", async () => {
  const our = await agency();
  const operator = await findUserByEmail(db, OPERATOR);
  if (operator === undefined) throw new Error("the shared server has no operator");
  for (const [role, asks] of [
    ["owner", true],
    ["admin", true],
    ["member", false],
  ] as const) {
    const email = newAddress();
    await invite(our.owner, our, email, role);
    const { id } = await db.selectFrom("invitation").select("id").where("email", "=", email).executeTakeFirstOrThrow();
    const stale = await press("createInvitationLinkAction", operator, our.page, [id, new FormData()], 11);
    expect(LINK.test(stale.text)).toBe(!asks);
    expect(stale.text.includes('"status":"reauthentication_required"')).toBe(asks);
    expect((await press("createInvitationLinkAction", operator, our.page, [id, new FormData()])).text).toMatch(LINK);
  }
});
