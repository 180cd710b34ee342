import { v7 as uuidv7 } from "uuid";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { countBulkWithdrawalItems } from "@/db/organisation/bulk-withdrawal";
import { startBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/start";
import { createTestDatabase, type TestDatabase } from "../database/database";
import { addMember, createOrganisation, createToken, createUser } from "../fixtures";
import { signIn } from "../session";
import { waitFor } from "../wait";
import { workAmongKilled } from "../work";
import { endLeftovers, launchWorker } from "./launch";

const TOKENS = 300;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(() => endLeftovers());
afterAll(() => database.destroy());

const startWorker = () => launchWorker({ DATABASE_URL: database.url });

test("a worker that is killed in the middle of a bulk withdrawal loses nothing: the next one ends it, and everybody is told once", async () => {
  const { db } = database;
  const owner = await createUser(db);
  const people = await Promise.all(Array.from({ length: 3 }, () => createUser(db)));
  const agency = await createOrganisation(db);
  await addMember(db, agency, owner, "owner");
  for (const user of people) await addMember(db, agency, user, "member");
  let last = "";
  for (let n = 0; n < TOKENS; n++) last = (await createToken(db, people[n % 3] ?? owner)).id;
  // The worker cannot come to the end before it is killed, however quick it is.
  const held = await db.startTransaction().execute();
  await held.selectFrom("access_token").select("id").where("id", "=", last).forNoKeyUpdate().execute();

  const first = await startWorker();
  const principal = await signIn(db, owner);
  const started = await startBulkWithdrawal(db, { ...principal, now: new Date(Date.now() + 60_000) }, agency.id, {
    made_before: new Date(Date.now() + 1_000),
    personal: true,
    organisation: true,
    reason: uuidv7(),
  });
  if (started.status !== "started") throw new Error(started.status);
  expect(started.count).toBe(TOKENS);
  await waitFor(async () => (await countBulkWithdrawalItems(db, started.id)).withdrawn > 20, "the first of the tokens");
  first.kill("SIGKILL");
  await first.ended();
  await held.rollback().execute();
  const midway = await countBulkWithdrawalItems(db, started.id);
  expect(midway.pending).toBeGreaterThan(0);

  await startWorker();
  // As the schedule does every minute.
  await workAmongKilled(db, "run_sweeps");
  await waitFor(
    async () => (await countBulkWithdrawalItems(db, started.id)).pending === 0,
    "the end of the bulk withdrawal",
  );
  expect(await countBulkWithdrawalItems(db, started.id)).toEqual({
    withdrawn: TOKENS,
    pending: 0,
    revoked: 0,
    unchanged: 0,
    failed: 0,
  });
  const count = async (type: string) =>
    (await db.selectFrom("activity").select("id").where("type", "=", type).execute()).length;
  await waitFor(async () => (await count("token_sweep.finished")) === 1, "the report");
  expect(await count("access_token.access_withdrawn")).toBe(TOKENS);
  const notices = await db
    .selectFrom("notice")
    .select(["user_id", "detail"])
    .where("kind", "=", "tokens_access_withdrawn")
    .execute();
  expect(notices.map(({ user_id }) => user_id).sort()).toEqual(people.map(({ id }) => id).sort());
  for (const { detail } of notices) expect(detail).toMatchObject({ count: TOKENS / 3 });
});
