import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { forgetProcessWide } from "@/db/process-wide";
import { startMailRequest } from "@/lib/one-time-code/throttle";
import { createTestDatabase } from "@/test/database/database";
import { createUser } from "@/test/fixtures";
import { invitations, newAddress } from "@/test/invitation";
import { queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { signIn } from "@/test/session";
import { resendInvitation, revokeInvitation } from "./change";
import { inviteInput } from "./input";
import { invite } from "./invite";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);
const { world, invited } = invitations(db);

/** An organisation that invites, and has sent so many invitations half an hour ago. */
async function busy(sent: number, type = "invitation.created") {
  const { organisation, people } = await world();
  const principal = await signIn(db, people.admin);
  await sql`insert into activity (id, type, organisation_id, created_at, address, user_agent, request_id)
    select gen_random_uuid(), ${type}, ${organisation.id}, now() - interval '30 minutes', null, '', 'earlier'
    from generate_series(1, ${sent}::int)`.execute(db);
  const ask = (email = newAddress()) => invite(db, principal, organisation.id, inviteInput.parse({ email }));
  return { organisation, principal, ask };
}

/** Whether each mail to an address, in whatever case, may wait to be gathered. */
async function gatheredOf(email: string) {
  const rows = db
    .selectFrom("outgoing_email")
    .select("is_gathered")
    .where(sql`lower(recipient)`, "=", email.toLowerCase());
  return (await rows.execute()).map(({ is_gathered: isGathered }) => isGathered);
}

const age = (id: string, by: string) =>
  sql`update invitation set sent_at = sent_at - ${by}::interval where id = ${id}`.execute(db);

test("an organisation mails 50 invitations an hour, and is told how long to wait; another one is not held up", async () => {
  const { organisation, ask } = await busy(49);
  expect((await ask()).status).toBe("invited");
  const email = newAddress();
  const refused = await ask(email);
  expect(refused).toMatchObject({ status: "slow_down", what: "organisation" });
  if (refused.status === "slow_down") expect(Math.abs(refused.waitSeconds - 1800)).toBeLessThan(30);
  expect(await queuedMails(db, email)).toEqual([]);
  const rows = await db.selectFrom("invitation").select("id").where("organisation_id", "=", organisation.id).execute();
  expect(rows).toHaveLength(1);
  expect((await (await busy(0)).ask()).status).toBe("invited");
});

test("a person mails 100 invitations an hour, in however many organisations", async () => {
  const { principal, ask } = await busy(0);
  await sql`insert into activity (id, type, organisation_id, actor_user_id, created_at, address, user_agent, request_id)
    select gen_random_uuid(), 'invitation.created', gen_random_uuid(), ${principal.user.id}, now() - interval '30 minutes',
      null, '', 'earlier'
    from generate_series(1, 99)`.execute(db);
  expect((await ask()).status).toBe("invited");
  expect(await ask()).toMatchObject({ status: "slow_down", what: "person" });
});

test("those sent again count as well, and those of more than an hour ago do not", async () => {
  const { organisation, principal, ask } = await busy(25);
  await sql`insert into activity (id, type, organisation_id, created_at, address, user_agent, request_id)
    select gen_random_uuid(), 'invitation.resent', ${organisation.id}, now() - n * interval '1 minute', null, '', 'earlier'
    from generate_series(37, 100) n`.execute(db);
  const made = await ask();
  if (made.status !== "invited") throw new Error(made.status);
  await age(made.invitation.id, "2 minutes");
  const about = { organisationId: organisation.id, invitationId: made.invitation.id };
  expect((await resendInvitation(db, principal, about)).status).toBe("resent");
  await age(made.invitation.id, "2 minutes");
  const again = await resendInvitation(db, principal, about);
  expect(again).toMatchObject({ status: "slow_down", what: "organisation" });
});

test("of twenty who invite at once as many as are left do", async () => {
  const { ask } = await busy(45);
  const results = await Promise.all(Array.from({ length: 20 }, () => ask()));
  expect(results.filter(({ status }) => status === "invited")).toHaveLength(5);
  expect(results.filter(({ status }) => status === "slow_down")).toHaveLength(15);
});

test("an invitation is sent again once a minute, also by twenty at once", async () => {
  const { organisation, principal, invitation, email } = await invited();
  const about = { organisationId: organisation.id, invitationId: invitation.id };
  const resend = () => resendInvitation(db, principal, about);
  expect(await resend()).toMatchObject({ status: "slow_down", what: "invitation" });
  await age(invitation.id, "40 seconds");
  const refused = await resend();
  if (refused.status !== "slow_down") throw new Error(refused.status);
  expect(refused.waitSeconds).toBeLessThanOrEqual(20);
  await age(invitation.id, "20 seconds");
  const results = await Promise.all(Array.from({ length: 20 }, resend));
  expect(results.filter(({ status }) => status === "resent")).toHaveLength(1);
  expect(await queuedMails(db, email)).toHaveLength(2);
});

test("an invitation's mail never waits to be gathered, whether it replaces one, follows a revoked one or is another organisation's", async () => {
  const { organisation, principal, invitation, email } = await invited();
  const again = async (given: string) => {
    const made = await invite(db, principal, organisation.id, inviteInput.parse({ email: given, role: "guest" }));
    if (made.status !== "invited") throw new Error(made.status);
    return made.invitation;
  };
  await revokeInvitation(db, principal, { organisationId: organisation.id, invitationId: invitation.id });
  await again(email.toUpperCase());
  await invited({ email });
  expect(await gatheredOf(email)).toEqual([false, false, false]);
});

test("an address gets three invitations by mail, then one a minute, whoever invites, in whatever case", async () => {
  const { principal, organisation, email } = await invited();
  const invitation = await again(await busy(0));
  const own = await again(await busy(0));
  expect([invitation.status, own.status]).toEqual(["invited", "invited"]);
  const refused = await again({ organisation, principal });
  if (refused.status !== "slow_down") throw new Error(refused.status);
  expect(refused.what).toBe("address");
  expect(refused.waitSeconds).toBeLessThanOrEqual(60);
  expect(await gatheredOf(email)).toHaveLength(3);
  // What was sent to somebody before does not keep them from a new password.
  const proof = await startMailRequest(db, email, "192.0.2.200");
  expect(proof.status).toBe("allowed");

  if (own.status !== "invited") throw new Error(own.status);
  await age(own.invitation.id, "2 minutes");
  const about = { organisationId: own.invitation.organisation_id, invitationId: own.invitation.id };
  const resend = async () => await resendInvitation(db, own.by, about);
  expect(await resend()).toMatchObject({ status: "slow_down", what: "address" });
  await sql`update sign_in_failure set blocked_until = now()`.execute(db);
  expect((await resend()).status).toBe("resent");

  async function again(by: Pick<Awaited<ReturnType<typeof busy>>, "organisation" | "principal">) {
    const input = inviteInput.parse({ email: email.toUpperCase() });
    return { ...(await invite(db, by.principal, by.organisation.id, input)), by: by.principal };
  }
});

test("links that are handed over write to nobody, and are not throttled", async () => {
  const { organisation, principal, ask } = await busy(50);
  const { SMTP_URL } = process.env;
  delete process.env.SMTP_URL;
  forgetProcessWide("env");
  try {
    const made = await ask();
    if (made.status !== "invited") throw new Error(made.status);
    const about = { organisationId: organisation.id, invitationId: made.invitation.id };
    expect((await resendInvitation(db, principal, about)).status).toBe("resent");
  } finally {
    Object.assign(process.env, { SMTP_URL });
    forgetProcessWide("env");
  }
});

test("an organisation has at most 500 open invitations; one in the place of another is none more", async () => {
  const { organisation, principal, ask } = await busy(0);
  await sql`insert into invitation (id, organisation_id, email, role, digest, expires_at)
    select gen_random_uuid(), ${organisation.id}, 'person.' || n || '@many.example', 'member',
      sha256(convert_to(${organisation.id} || n, 'utf8')), now() - interval '1 day' from generate_series(1, 499) n`.execute(
    db,
  );
  const last = await ask("LAST@many.example");
  if (last.status !== "invited") throw new Error(last.status);
  expect(await ask()).toEqual({ status: "limit_reached", limit: 500 });
  expect((await ask("last@many.example")).status).toBe("invited");
  expect((await ask("PERSON.7@many.example")).status).toBe("invited");
  const open = await db
    .selectFrom("invitation")
    .select("id")
    .where("organisation_id", "=", organisation.id)
    .where("revoked_at", "is", null)
    .execute();
  expect(open).toHaveLength(500);
  const about = { organisationId: organisation.id, invitationId: open[0]?.id ?? "" };
  expect((await revokeInvitation(db, principal, about)).status).toBe("revoked");
  expect((await ask()).status).toBe("invited");
  expect((await (await busy(0)).ask((await createUser(db)).email)).status).toBe("invited");
});
