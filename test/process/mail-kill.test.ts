import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { forgetProcessWide } from "@/db/process-wide";
import { queueMail } from "@/lib/mail/queue";
import { createTestDatabase, type TestDatabase } from "../database/database";
import { type SmtpAction, type SmtpStage, type SmtpUnderTest, startSmtp } from "../mail/smtp";
import { waitFor } from "../wait";
import { createClock, idleAmongKilled, setClock, workAmongKilled } from "../work";
import { endLeftovers, launchWorker } from "./launch";

const now = new Date("2031-03-01T09:00:00Z");
const LEASE_SECONDS = 30;
const afterLease = new Date(now.getTime() + LEASE_SECONDS * 1000);

let database: TestDatabase;
let smtp: SmtpUnderTest;
beforeAll(async () => {
  database = await createTestDatabase();
  await createClock(database.db, now);
});
afterAll(() => database.destroy());
beforeEach(async () => {
  smtp = await startSmtp();
  process.env.SMTP_URL = smtp.url;
  forgetProcessWide("env");
  await setClock(database.db, now);
  await database.db.deleteFrom("outgoing_email").execute();
});
afterEach(async () => {
  await endLeftovers();
  await smtp.stop();
});

const startWorker = () =>
  launchWorker({
    DATABASE_URL: database.url,
    SMTP_URL: smtp.url,
    TEST_CLOCK: "1",
    TEST_LEASE_SECONDS: String(LEASE_SECONDS),
  });

const queue = (subject: string) =>
  queueMail(database.db, {
    kind: "password_changed",
    to: "mira@agency.example",
    subject,
    body: { paragraphs: ["It was changed."], actions: [] },
  });

const row = () => database.db.selectFrom("outgoing_email").selectAll().executeTakeFirstOrThrow();

/** Stop a mail at a stage on the server's side, kill its worker there, and let another one come after the lease. */
async function killAt(stage: SmtpStage, state: string): Promise<void> {
  smtp.at((reached) => (reached === stage ? "hang" : "go"));
  const first = await startWorker();
  await queue(`killed at ${stage}`);
  await waitFor(async () => smtp.reached[stage] === 1 && (await row()).state === state, `the stage ${stage}`);
  first.kill("SIGKILL");
  await first.ended();
  smtp.at(() => "go");
  await startWorker();
  await workAmongKilled(database.db, "sweep_mail");
  expect(smtp.received).toHaveLength(0);
  expect((await row()).state).toBe(state);
  await setClock(database.db, afterLease);
  await workAmongKilled(database.db, "sweep_mail");
  await workAmongKilled(database.db, "sweep_mail");
}

test.each(["connect", "recipient"] as const)(
  "a worker that is killed at the stage %s costs a mail its lease, and nothing more",
  async (stage) => {
    await killAt(stage, "sending");
    expect(smtp.received.map(({ subject }) => subject)).toEqual([`killed at ${stage}`]);
    expect(await row()).toMatchObject({ state: "sent", attempts: 2, last_error: null });
  },
);

test("a worker that is killed in the middle of the message neither loses nor doubles the mail", async () => {
  const first = await startWorker();
  const holder = await database.db.connection().execute(async (connection) => {
    // While the row is held, the worker cannot know that the mail is still its own, and must keep the dot to itself.
    smtp.at(async (stage): Promise<SmtpAction> => {
      if (stage === "recipient") await sql`begin`.execute(connection);
      if (stage === "recipient") await sql`select from outgoing_email for update`.execute(connection);
      return "go";
    });
    await queue("killed in the middle");
    await waitFor(() => smtp.reached.data === 1, "the first bytes of the message");
    first.kill("SIGKILL");
    await first.ended();
    await sql`rollback`.execute(connection);
    return "let go";
  });
  expect(holder).toBe("let go");
  expect(smtp.reached.dot).toBe(0);
  smtp.at(() => "go");
  await startWorker();
  await setClock(database.db, afterLease);
  await workAmongKilled(database.db, "sweep_mail");
  await workAmongKilled(database.db, "sweep_mail");
  expect(smtp.received.map(({ subject }) => subject)).toEqual(["killed in the middle"]);
  expect(await row()).toMatchObject({ state: "sent", attempts: 2 });
});

test("a worker that is killed while the server takes the whole message does not double the mail", async () => {
  let take = () => {};
  const taken = new Promise<void>((resolve) => {
    take = resolve;
  });
  smtp.at(async (stage): Promise<SmtpAction> => {
    // A server that scans a message for a while before it answers.
    if (stage === "dot") await taken;
    return "go";
  });
  const first = await startWorker();
  await queue("killed after the dot");
  await waitFor(async () => smtp.reached.dot === 1 && (await row()).state === "handed_over", "the dot");
  first.kill("SIGKILL");
  await first.ended();
  take();
  await smtp.until(1);
  await startWorker();
  await setClock(database.db, afterLease);
  await workAmongKilled(database.db, "sweep_mail");
  await workAmongKilled(database.db, "sweep_mail");
  expect(smtp.received).toHaveLength(1);
  expect(await row()).toMatchObject({ state: "sent", content: null });
});

test("with two workers that are killed and started again at any moment, forty mails arrive, and none looks like another", async () => {
  let workers = await Promise.all([startWorker(), startWorker()]);
  const subjects = Array.from({ length: 40 }, (_, index) => `No. ${index}`);
  let at = now;
  for (const [index, subject] of subjects.entries()) {
    await queue(subject);
    if (index % 10 !== 5) continue;
    const [victim, survivor] = workers;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
    victim?.kill("SIGKILL");
    await victim?.ended();
    at = new Date(at.getTime() + LEASE_SECONDS * 1000);
    await setClock(database.db, at);
    workers = survivor ? [survivor, await startWorker()] : workers;
  }
  await idleAmongKilled(database.db);
  await setClock(database.db, new Date(at.getTime() + 3600_000));
  await workAmongKilled(database.db, "sweep_mail");
  await workAmongKilled(database.db, "sweep_mail");
  const states = await database.db.selectFrom("outgoing_email").select("state").execute();
  expect(states.map(({ state }) => state)).toEqual(subjects.map(() => "sent"));
  // Within the milliseconds between the dot and its row a kill repeats a mail: with its Message-ID, by which receivers tell.
  const arrived = new Map(smtp.received.map(({ messageId, subject }) => [messageId, subject]));
  expect([...arrived.values()].sort()).toEqual([...subjects].sort());
  expect(smtp.received.length - arrived.size).toBeLessThanOrEqual(4);
});
