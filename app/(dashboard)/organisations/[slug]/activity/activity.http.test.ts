import { afterAll, expect, test } from "vitest";
import { createMember, createOrganisation, createToken, createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { sessionHeaderOf } from "@/test/http/session-cookie";

const db = serverDatabase();
afterAll(() => db.destroy());

test("a member sees in an organisation's activity only what is his or her own, and guests no teams", async () => {
  const organisation = await createOrganisation(db);
  const home = `/organisations/${organisation.slug}`;
  const pagesOf = async (role: "admin" | "member" | "guest") => {
    const headers = { Cookie: await sessionHeaderOf(db, await createMember(db, organisation, role)) };
    return { home: (await api(home, { headers })).text, activity: (await api(`${home}/activity`, { headers })).text };
  };
  const [admin, member, guest] = [await pagesOf("admin"), await pagesOf("member"), await pagesOf("guest")];
  for (const { activity } of [member, guest]) {
    expect(wordsOf(activity)).toContain("What you did in the organisation");
    expect(activity).not.toContain("Filter by person");
  }
  expect(admin.activity).toContain("Filter by person");
  expect(wordsOf(guest.home)).toContain("Shared with you");
  expect(guest.home).not.toContain(`href="${home}/teams"`);
  expect(member.home).toContain(`href="${home}/teams"`);
});

test("what was done with one token, and with those that it made, is what its address shows", async () => {
  const owner = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  const token = await createToken(db, owner, { label: "Laptop" });
  const create = async (secret: string, path: string, body: object) =>
    (await api(path, { method: "POST", token: secret, body })).json;
  const child = await create(token.secret, "/iam/v3/access-tokens/", { label: "Child" });
  const { id } = organisation;
  const invite = (secret: string, email: string) =>
    create(secret, `/iam/v3/organisations/${id}/invitations/`, { email, role: "guest" });
  await invite(child.access_token, "by-child@freelance.example");
  await invite((await createToken(db, owner)).secret, "by-other@freelance.example");
  const headers = { Cookie: await sessionHeaderOf(db, owner) };
  const { text } = await api(`/organisations/${organisation.slug}/activity?token=${token.id}`, { headers });
  expect(text).toContain("One token and what it created");
  expect(text).toContain("by-child@freelance.example");
  expect(text).not.toContain("by-other@freelance.example");
});
