import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { insertSecret } from "@/db/access-token/secret";
import { digestOf, generateSecret, hintOf } from "@/lib/access-token/secret/secret";
import { tokenDigestKey } from "@/lib/keys";
import { expectConsoleError } from "@/test/console";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createToken, createUser, type TestUser } from "@/test/fixtures";
import { relayTo } from "@/test/mail/relay";
import { createClock, setClock, testClock, work } from "@/test/work";
import { alone } from "./alone";
import { addJob } from "./queue";
import { startWork } from "./start";

const DAY_MS = 24 * 60 * 60_000;
const now = new Date("2031-05-20T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);

let database: TestDatabase;
let mira: TestUser;
let workers: { stop(): Promise<void> }[];
beforeAll(async () => {
  database = await createTestDatabase();
  await createClock(database.db, now);
  mira = await createUser(database.db);
  const start = () => startWork({ databaseUrl: database.url, clock: testClock, scheduled: false });
  workers = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await database.destroy();
});
beforeEach(() => setClock(database.db, now));

/** A second secret of a token, in a state of a rotation. */
async function addSecret(
  tokenId: string,
  given: { state: "pending" | "retiring"; createdAt: Date; retiresAt?: Date },
): Promise<string> {
  const { key, id: keyId } = tokenDigestKey();
  const secret = generateSecret("lk", "pat");
  const id = uuidv7();
  await insertSecret(database.db, {
    id,
    token_id: tokenId,
    digest: digestOf(secret, key),
    key_id: keyId,
    hint: hintOf(secret),
    state: given.state,
    created_at: given.createdAt,
    overlap_seconds: 3600,
    retiring_since: given.retiresAt ? given.createdAt : null,
    retires_at: given.retiresAt ?? null,
  });
  return id;
}

const secretRow = (id: string) =>
  database.db.selectFrom("access_token_secret").select(["state", "retires_at"]).where("id", "=", id).executeTakeFirst();

describe("secrets", () => {
  test("a new secret that nobody used for seven days lapses, and the activity says so once", async () => {
    const token = await createToken(database.db, mira);
    const id = await addSecret(token.id, { state: "pending", createdAt: daysAgo(7) });
    await setClock(database.db, new Date(now.getTime() - 1));
    await work(database.db, "sweep_secrets");
    expect(await secretRow(id)).toMatchObject({ state: "pending" });
    await setClock(database.db, new Date(now.getTime() + DAY_MS));
    await work(database.db, "sweep_secrets");
    await work(database.db, "sweep_secrets");
    expect(await secretRow(id)).toEqual({ state: "retired", retires_at: now });
    const activity = await database.db
      .selectFrom("activity")
      .select(["type", "user_id", "target_label", "actor_user_id"])
      .where("target_id", "=", token.id)
      .execute();
    expect(activity).toEqual([
      { type: "access_token.pending_lapsed", user_id: mira.id, target_label: token.label, actor_user_id: null },
    ]);
  });

  test("a former secret is put away when its overlap is over, and not before", async () => {
    const token = await createToken(database.db, mira);
    const over = await addSecret(token.id, { state: "retiring", createdAt: daysAgo(2), retiresAt: now });
    const other = await createToken(database.db, mira);
    const runs = await addSecret(other.id, {
      state: "retiring",
      createdAt: daysAgo(2),
      retiresAt: new Date(now.getTime() + 1),
    });
    await work(database.db, "sweep_secrets");
    expect(await secretRow(over)).toMatchObject({ state: "retired", retires_at: now });
    expect(await secretRow(runs)).toMatchObject({ state: "retiring" });
  });

  test("five hundred that lapse at once all do, though a token that is being changed waits for the next time", async () => {
    const tokens = await Promise.all(Array.from({ length: 500 }, () => createToken(database.db, mira)));
    for (const { id } of tokens) await addSecret(id, { state: "pending", createdAt: daysAgo(8) });
    const pending = async () =>
      (await database.db.selectFrom("access_token_secret").select("token_id").where("state", "=", "pending").execute())
        .length;
    await database.db.transaction().execute(async (trx) => {
      await trx
        .selectFrom("access_token")
        .where("id", "=", tokens[7]?.id ?? "")
        .forNoKeyUpdate()
        .execute();
      await work(database.db, "sweep_secrets");
      expect(await pending()).toBe(1);
    });
    await work(database.db, "sweep_secrets");
    expect(await pending()).toBe(0);
  });
});

describe("retention", () => {
  test("keeps what is young enough and removes the rest, in all tables", async () => {
    const { db } = database;
    const old = await createToken(db, mira, { label: "old", revoked: { at: daysAgo(401) } });
    const young = await createToken(db, mira, { label: "young", revoked: { at: daysAgo(399) } });
    // What a removed token made stays.
    await db.updateTable("access_token").set({ created_by_token_id: old.id }).where("id", "=", young.id).execute();
    for (const [days, requests] of [
      [91, 1],
      [89, 2],
    ] as const) {
      await db
        .insertInto("access_token_usage")
        .values({ token_id: young.id, day: sql`${daysAgo(days)}::date`, outcome: "success", scope: "", requests })
        .execute();
    }
    for (const days of [105, 103]) {
      await db
        .insertInto("session")
        .values({
          id: uuidv7(),
          user_id: mira.id,
          method: "password",
          last_seen_at: daysAgo(days),
          created_at: daysAgo(days),
        })
        .execute();
    }
    for (const [index, days] of [8, 6].entries()) {
      await db
        .insertInto("one_time_code")
        .values({ id: uuidv7(), purpose: "setup", digest: Buffer.alloc(32, index), expires_at: daysAgo(days) })
        .execute();
    }
    for (const [index, days] of [2, 0].entries()) {
      const digest = Buffer.alloc(32, index);
      await db
        .insertInto("device_login")
        .values({
          ...{ id: uuidv7(), device_digest: digest, user_code_digest: digest, device_name: "", user_agent: "" },
          expires_at: daysAgo(days),
        })
        .execute();
    }
    for (const [kind, days, read] of [
      ["read old", 91, true],
      ["unread old", 91, false],
      ["read young", 89, true],
      ["ancient", 401, false],
    ] as const) {
      await db
        .insertInto("notice")
        .values({
          id: uuidv7(),
          user_id: mira.id,
          kind,
          dedupe_key: kind,
          created_at: daysAgo(days),
          read_at: read ? daysAgo(days) : null,
        })
        .execute();
    }
    await work(db, "retain");
    await work(db, "retain");

    const tokens = await db
      .selectFrom("access_token")
      .select(["label", "created_by_token_id"])
      .where("label", "in", ["old", "young"])
      .execute();
    expect(tokens).toEqual([{ label: "young", created_by_token_id: null }]);
    const usage = await db.selectFrom("access_token_usage").select("requests").execute();
    expect(usage.map(({ requests }) => Number(requests))).toEqual([2]);
    expect(await db.selectFrom("session").select("last_seen_at").execute()).toEqual([{ last_seen_at: daysAgo(103) }]);
    expect(await db.selectFrom("one_time_code").select("expires_at").execute()).toEqual([{ expires_at: daysAgo(6) }]);
    expect(await db.selectFrom("device_login").select("expires_at").execute()).toEqual([{ expires_at: daysAgo(0) }]);
    const notices = await db.selectFrom("notice").select("kind").orderBy("kind").execute();
    expect(notices.map(({ kind }) => kind)).toEqual(["read young", "unread old"]);
  });

  test("goes on until nothing old is left, however much there is", async () => {
    const { db } = database;
    await sql`
      insert into sign_in_failure (key, failures, failed_at)
      select 'key ' || n, 1, ${daysAgo(2)} from generate_series(1, 2500) n`.execute(db);
    await work(db, "retain");
    expect(await db.selectFrom("sign_in_failure").select("key").execute()).toEqual([]);
  });

  test("keeps the months of the activity ahead of time, and drops those of more than 400 days ago", async () => {
    const partitions = async () => {
      const { rows } = await sql<{ name: string }>`
        select relname as name from pg_class where relname ~ '^activity_\\d{4}_\\d{2}$' order by 1`.execute(
        database.db,
      );
      return rows.map(({ name }) => name);
    };
    // The database checks by its own clock, which is not ahead of time.
    await sql`select activity_ensure_month('2024-03-05'), activity_ensure_month('2030-03-05')`.execute(database.db);
    await work(database.db, "retain");
    const names = await partitions();
    expect(names).toContain("activity_2032_05");
    expect(names).not.toContain("activity_2024_03");
    expect(names).toContain("activity_2030_03");
  });

  test("looks old rows up by an index", async () => {
    const { db } = database;
    const conditions: [string, string][] = [
      ["access_token", "revoked_at < now()"],
      ["access_token_usage", "day < now()::date"],
      ["session", "last_seen_at < now()"],
      ["one_time_code", "expires_at < now()"],
      ["device_login", "expires_at < now()"],
      ["outgoing_email", "finished_at < now()"],
      ["notice", "created_at < now()"],
      ["notice_digest", "day < now()::date"],
      ["notice_mailed", "day < now()::date"],
      ["sign_in_failure", "failed_at < now()"],
      ["form_submission", "created_at < now()"],
      ["idempotency_key", "created_at < now()"],
      ["deployment", "ended_at < now()"],
      ["webhook_delivery", "created_at < now()"],
      ["webhook_outbox", "due_at <= now()"],
      ["deployment", "status = 'queued' and created_at < now()"],
      ["access_token_secret", "state = 'pending' and created_at < now()"],
      ["access_token_secret", "state = 'retiring' and retires_at < now()"],
    ];
    for (const [table, condition] of conditions) {
      const { rows } = await db.connection().execute(async (connection) => {
        await sql`set enable_seqscan = off`.execute(connection);
        return await sql<{
          "QUERY PLAN": string;
        }>`explain select from ${sql.table(table)} where ${sql.raw(condition)}`.execute(connection);
      });
      expect(rows.map((row) => row["QUERY PLAN"]).join("\n"), table).toMatch(/Index.*Scan/);
    }
  });
});

test("of several who come to a piece of work at once, one does it, and an end of that one frees it", async () => {
  let running = 0;
  let most = 0;
  const piece = () =>
    alone(database.db, "retain", async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 100));
      running -= 1;
    });
  const done = await Promise.all([piece(), piece(), piece(), piece()]);
  expect(done.filter(Boolean)).toHaveLength(1);
  expect(most).toBe(1);
  await expect(alone(database.db, "retain", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await piece()).toBe(true);
});

test("a job exists if and only if its transaction is committed, and one key is one job", async () => {
  const jobs = async () =>
    Number(
      (
        await sql<{ count: string }>`
          select count(*) from graphile_worker._private_jobs where key like 'later%'`.execute(database.db)
      ).rows[0]?.count,
    );
  const runAt = new Date(Date.now() + DAY_MS);
  const undone = database.db.transaction().execute(async (trx) => {
    await addJob(trx, "retain", {}, { runAt, jobKey: "later" });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await jobs()).toBe(0);
  for (let count = 0; count < 3; count++) await addJob(database.db, "retain", {}, { runAt, jobKey: "later" });
  expect(await jobs()).toBe(1);
});

test("workers whose first look for work failed find it all the same", async () => {
  expectConsoleError(/^work: the workers stopped; restarting them/);
  const said = vi.spyOn(console, "log").mockImplementation(() => {});
  expectConsoleError(/^(work: Worker exited|Trace).* relation "graphile_worker._private_tasks" does not exist/);
  const other = await createTestDatabase();
  const hide = (from: string, to: string) =>
    sql`alter table graphile_worker.${sql.ref(from)} rename to ${sql.ref(to)}`.execute(other.db);
  await createClock(other.db, now);
  await hide("_private_tasks", "hidden");
  const worker = await startWork({ databaseUrl: other.url, clock: testClock, scheduled: false });
  try {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await hide("hidden", "_private_tasks");
    await work(other.db, "retain");
    expect(said.mock.calls).toContainEqual(["work: the workers have started."]);
  } finally {
    said.mockRestore();
    await worker.stop();
    await other.destroy();
  }
}, 60_000);

test("workers that had nothing to do leave no connection behind", async () => {
  const other = await createTestDatabase();
  const worker = await startWork({ databaseUrl: other.url, clock: testClock, scheduled: false });
  await worker.stop();
  const others = async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(other.db);
    return rows[0]?.count;
  };
  await expect.poll(others).toBe(0);
  await other.destroy();
});

test("a database that cannot be reached at the start ends nothing: the workers begin when it is there, and say nothing", async () => {
  const other = await createTestDatabase();
  await createClock(other.db, now);
  const url = new URL(other.url);
  const relay = await relayTo(Number(url.port));
  await relay.cut();
  const worker = await startWork({
    databaseUrl: Object.assign(url, { hostname: "127.0.0.1", port: String(relay.port) }).href,
    clock: testClock,
    scheduled: false,
  });
  try {
    await relay.mend();
    await work(other.db, "retain");
  } finally {
    await worker.stop();
    await relay.cut();
    await other.destroy();
  }
}, 60_000);
