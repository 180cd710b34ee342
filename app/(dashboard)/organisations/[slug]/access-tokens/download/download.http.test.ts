import { readdirSync } from "node:fs";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { startBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/start";
import { addMember, createOrganisation, createOrganisationToken, createToken, createUser } from "@/test/fixtures";
import { serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { signIn } from "@/test/session";

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
});
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

test("each download of what an organisation has is in its activity, with who took how much; a refused one is not", async () => {
  const bulkWithdrawal = await startBulkWithdrawal(db, await signIn(db, owner), agency.id, {
    made_before: new Date(Date.now() - 86_400_000 * 365),
    personal: true,
    organisation: false,
    reason: "",
  });
  if (bulkWithdrawal.status !== "started") throw new Error(bulkWithdrawal.status);
  const organisations = "app/(dashboard)/organisations/[slug]/";
  const downloads = {
    [`${organisations}activity/download/route.ts`]: ["activity/download", "organisation.activity_exported"],
    [`${organisations}access-tokens/download/route.ts`]: ["access-tokens/download", "organisation.tokens_exported"],
    [`${organisations}access-tokens/sweeps/[uuid]/download/route.ts`]: [
      `access-tokens/sweeps/${bulkWithdrawal.id}/download`,
      "token_sweep.report_exported",
    ],
    [`${organisations}policy/download/route.ts`]: ["policy/download", "policy.dry_run_exported"],
  };
  expect(Object.keys(downloads).sort()).toEqual(
    readdirSync("app", { recursive: true, encoding: "utf8" })
      .map((path) => `app/${path}`)
      .filter((path) => path.startsWith(organisations) && path.endsWith("/download/route.ts"))
      .sort(),
  );
  const told = async () =>
    await db
      .selectFrom("activity")
      .select(["type", "actor_user_id", "after"])
      .where("organisation_id", "=", agency.id)
      .where("type", "like", "%exported")
      .orderBy("created_at", "desc")
      .execute();
  const Cookie = await sessionHeaderOf(db, owner);
  for (const [path, type] of Object.values(downloads)) {
    const address = `${sharedServer().url}/organisations/${agency.slug}/${path}?format=csv`;
    const before = (await told()).length;
    const answer = await fetch(address, { headers: { Cookie } });
    expect([path, answer.status]).toEqual([path, 200]);
    await answer.text();
    const rows = answer.headers.get("x-row-count");
    const [latest, ...others] = await told();
    expect(others).toHaveLength(before);
    expect(latest).toEqual({
      type,
      actor_user_id: owner.id,
      after: { format: "csv", ...(rows === null ? {} : { rows: Number(rows) }) },
    });
  }
  const before = await told();
  expect((await download(member, "format=csv", agency.slug)).status).toBe(200);
  expect((await download(await createUser(db), "format=csv")).status).toBe(404);
  expect((await told()).length).toBe(before.length + 1);
});

test("nobody, strangers and nonsense get no file", async () => {
  expect((await download(undefined, "format=csv")).status).toBe(401);
  expect((await download(await createUser(db), "format=csv")).status).toBe(404);
  expect((await download(owner, "format=csv", "no-such-organisation")).status).toBe(404);
  expect((await download(owner, "format=pdf")).status).toBe(400);
});
