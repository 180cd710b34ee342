import { afterAll, expect, test } from "vitest";
import { api, serverDatabase } from "@/test/api";
import { createMember, createOrganisation } from "@/test/fixtures";
import { wordsOf } from "@/test/page-text";
import { sessionHeaderOf } from "@/test/session-cookie";

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
