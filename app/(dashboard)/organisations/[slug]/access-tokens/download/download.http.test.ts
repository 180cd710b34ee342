import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { serverDatabase } from "@/test/api";
import { addMember, createOrganisation, createOrganisationToken, createToken, createUser } from "@/test/fixtures";
import { sharedServer } from "@/test/server";
import { sessionHeaderOf } from "@/test/session-cookie";

let db: Kysely<Database>;
let agency: { id: string; slug: string };
let owner: { id: string };
let member: { id: string };
const secrets: string[] = [];
beforeAll(async () => {
  db = serverDatabase();
  owner = await createUser(db, { firstName: "Ona", lastName: "Lind" });
  member = await createUser(db, { firstName: "=cmd()", lastName: "Berg" });
  agency = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  await addMember(db, agency, member, "member");
  for (let n = 0; n < 600; n++) {
    const { secret, hint } = await createToken(db, member, {
      label: n === 0 ? '=HYPERLINK("https://evil")' : `No. ${n}`,
    });
    secrets.push(secret, hint);
  }
  await createOrganisationToken(db, agency, { label: "own", workflow: "nightly" });
}, 60_000);
afterAll(() => db.destroy());

async function download(user: { id: string } | undefined, query: string, slug = agency.slug): Promise<Response> {
  const headers: Record<string, string> = user === undefined ? {} : { Cookie: await sessionHeaderOf(db, user) };
  return await fetch(`${sharedServer().url}/organisations/${slug}/access-tokens/download?${query}`, { headers });
}

test("an owner takes all tokens away as CSV, of which a spreadsheet runs nothing, and no secret or hint", async () => {
  const answer = await download(owner, "format=csv");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="access-tokens-.*\.csv"$/);
  const text = await answer.text();
  const lines = text.trimEnd().split("\r\n");
  expect(lines).toHaveLength(602);
  expect(answer.headers.get("x-row-count")).toBe("601");
  expect(text).not.toMatch(/(^|[,"\n])[=+@]/);
  expect(text).toContain("'=HYPERLINK");
  for (const secret of secrets) expect(text.includes(secret)).toBe(false);
});

test("the file has what the filters show, and a member's only what a member sees", async () => {
  const lines = async (user: { id: string }, query: string) =>
    (await (await download(user, `format=ndjson&${query}`)).text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  const [own, ...rest] = await lines(owner, "kind=organisation");
  expect(rest).toEqual([]);
  expect(own).toMatchObject({ label: "own", workflow: "nightly", access: { state: "active" } });
  expect(own).not.toHaveProperty("hint");
  expect(await lines(member, "status=all")).toHaveLength(600);
});

test("nobody, strangers and nonsense get no file", async () => {
  expect((await download(undefined, "format=csv")).status).toBe(401);
  expect((await download(await createUser(db), "format=csv")).status).toBe(404);
  expect((await download(owner, "format=csv", "no-such-organisation")).status).toBe(404);
  expect((await download(owner, "format=pdf")).status).toBe(400);
});
