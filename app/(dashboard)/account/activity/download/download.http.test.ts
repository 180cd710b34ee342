import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createUser, PASSWORD, type TestUser } from "@/test/fixtures";
import { serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";

const ROWS = 5_000;
let db: Kysely<Database>;
let mira: TestUser;
let cookie: string;

beforeAll(async () => {
  db = serverDatabase();
  mira = await createUser(db);
  const noor = await createUser(db);
  await sql`insert into activity (id, created_at, type, user_id, target_type, target_id, target_label, after, user_agent)
    select gen_random_uuid(), now() - make_interval(secs => n), 'access_token.refused',
      case when n <= ${ROWS} then ${mira.id}::uuid else ${noor.id}::uuid end, 'access_token', gen_random_uuid(),
      case when n <= ${ROWS} then '=HYPERLINK("https://evil.example")' else 'of Noor' end,
      '{"reason": "token_expired"}', repeat('x', 300)
    from generate_series(1, ${ROWS}::int + 5) n`.execute(db);
  cookie = await signIn(mira);
});
afterAll(() => db.destroy());

async function signIn(user: TestUser): Promise<string> {
  const jar = new Map<string, string>();
  const ask = async (path: string, form?: Record<string, string>) => {
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") };
    const body = form && new URLSearchParams(form);
    const answer = await fetch(sharedServer().url + path, {
      method: form ? "POST" : "GET",
      body,
      headers,
      redirect: "manual",
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return answer;
  };
  const { csrfToken } = await (await ask("/api/auth/csrf")).json();
  await ask("/api/auth/callback/credentials", { email: user.email, password: PASSWORD, csrfToken });
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}

const download = async (query: string, init: RequestInit = {}) =>
  await fetch(`${sharedServer().url}/account/activity/download?${query}`, { headers: { cookie }, ...init });

const exported = async () => {
  const rows = await db
    .selectFrom("activity")
    .select("after")
    .where("user_id", "=", mira.id)
    .where("type", "=", "user.activity_exported")
    .orderBy("created_at")
    .execute();
  return rows.map(({ after }) => after);
};

test.each([
  ["csv", "text/csv; charset=utf-8", 1],
  ["ndjson", "application/x-ndjson; charset=utf-8", 0],
])(
  "the whole activity comes as %s, one line for each entry, and says beforehand how many",
  async (format, type, heads) => {
    const exportsBefore = await exported();
    const answer = await download(`format=${format}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(type);
    expect(answer.headers.get("content-disposition")).toMatch(
      new RegExp(`^attachment; filename="activity-\\d{4}-\\d{2}-\\d{2}\\.${format}"$`),
    );
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const count = Number(answer.headers.get("x-row-count"));
    const text = await answer.text();
    expect(text.split("\n")).toHaveLength(count + heads + 1);
    // With the sign-in of this test, and not with this download, which is in the activity from now on.
    expect(count).toBe(ROWS + 1 + exportsBefore.length);
    expect(await exported()).toEqual([...exportsBefore, { format, rows: count }]);
    expect(text).not.toContain("of Noor");
  },
);

test("a label that a spreadsheet would run is shown instead", async () => {
  const text = await (await download("format=csv&kind=refusals")).text();
  expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  expect(text).not.toMatch(/(^|,)"?=/m);
});

test("filters hold for the file as for the page", async () => {
  const answer = await download("format=ndjson&kind=sign_ins");
  expect(answer.headers.get("x-row-count")).toBe("1");
  expect(JSON.parse(await answer.text())).toMatchObject({ type: "user.signed_in", actor: { user: mira.id } });
  expect((await download("format=ndjson&q=nothing-has-this")).headers.get("x-row-count")).toBe("0");
});

test("nobody downloads without a session, or in a format that there is not", async () => {
  expect((await download("format=csv", { headers: {} })).status).toBe(401);
  expect((await download("format=csv", { headers: { cookie: "latchkey.session=made-up" } })).status).toBe(401);
  expect((await download("format=exe")).status).toBe(400);
  expect((await download("")).status).toBe(400);
});

test("a client that goes away in the middle disturbs nobody", async () => {
  const controller = new AbortController();
  const logsBefore = sharedServer().logs().length;
  const answer = await download("format=ndjson", { signal: controller.signal });
  await answer.body?.getReader().read();
  controller.abort();
  expect((await download("format=ndjson&kind=sign_ins")).status).toBe(200);
  expect(sharedServer().logs().slice(logsBefore)).not.toMatch(/unhandled|ERR_INVALID_STATE/i);
});
