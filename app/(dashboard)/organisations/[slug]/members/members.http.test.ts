import { afterAll, expect, test } from "vitest";
import { createOrganisation, createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { sessionHeaderOf } from "@/test/http/session-cookie";

const db = serverDatabase();
afterAll(() => db.destroy());

test("members see the people of an organisation, guests its name, and others not even that", async () => {
  const [member, guest, other] = [await createUser(db), await createUser(db), await createUser(db)];
  const colleague = await createUser(db, { firstName: "Thorvald", lastName: "Ekström" });
  const organisation = await createOrganisation(db, {
    // A name that nothing else has.
    name: "Harbour of Thorshavn",
    members: [
      { user: member, role: "member" },
      { user: guest, role: "guest" },
      { user: colleague, role: "owner" },
    ],
  });
  const home = `/organisations/${organisation.slug}`;
  const open = async (path: string, user: { id: string }) =>
    await api(path, { headers: { Cookie: await sessionHeaderOf(db, user) } });

  const people = await open(`${home}/members`, member);
  const row = people.text.split("<tr").find((html) => wordsOf(`<tr${html}`).includes("Thorvald Ekström"));
  expect(wordsOf(`<tr${row?.split("</tr>")[0]}`)).toMatch(/owner/i);

  const guests = await open(home, guest);
  expect(guests.status).toBe(200);
  expect(wordsOf(/<h1.*?<\/h1>/s.exec(guests.text)?.[0] ?? "")).toBe(organisation.name);
  expect(guests.text).not.toContain("Thorvald");

  const others = await open(home, other);
  expect(others.status).toBe(404);
  expect(others.text).not.toContain(organisation.name);
});
