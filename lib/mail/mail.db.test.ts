import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { forgetProcessWide } from "@/db/process-wide";
import { startWork } from "@/lib/work/start";
import { expectConsoleError } from "@/test/console";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { dumpDatabase } from "@/test/database/dump";
import { type SmtpUnderTest, startSmtp } from "@/test/mail/smtp";
import { waitFor } from "@/test/wait";
import { createClock, idle, isIdle, setClock, testClock, work } from "@/test/work";
import { isMailOn, type NewMail, queueMail } from "./queue";

// Ahead of the database's own clock, which gives new rows their times.
const now = new Date("2031-03-01T09:00:00Z");
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const LINK = "http://localhost:3000/reset-password/the-code-of-this-link";
const mail = (more: Partial<NewMail> = {}): NewMail => ({
  kind: "reset_password",
  to: "mira@agency.example",
  subject: "Choose a new password",
  body: { greeting: "Hello Mira,", paragraphs: ["somebody asked."], actions: [{ label: "Choose", url: LINK }] },
  ...more,
});

let database: TestDatabase;
let smtp: SmtpUnderTest;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  database = await createTestDatabase();
  await createClock(database.db, now);
});
afterAll(() => database.destroy());
beforeEach(async () => {
  smtp = await startSmtp();
  settings({ SMTP_URL: smtp.url, MAIL_FROM: "Latchkey <no-reply@keys.example>" });
  await setClock(database.db, now);
  await database.db.deleteFrom("outgoing_email").execute();
  worker = await startWork({ databaseUrl: database.url, clock: testClock, scheduled: false });
});
afterEach(async () => {
  await worker.stop();
  await smtp.stop();
  settings({});
});

function settings({ SMTP_URL = "", MAIL_FROM = "" }: { SMTP_URL?: string; MAIL_FROM?: string }) {
  Object.assign(process.env, { SMTP_URL, MAIL_FROM });
  forgetProcessWide("env");
}

const rows = () => database.db.selectFrom("outgoing_email").selectAll().orderBy("id").execute();
const row = async () => (await rows())[0];
/** The first attempt was made, and another is to come. */
const tried = () =>
  waitFor(async () => {
    const mail = await row();
    return mail?.state === "queued" && mail.attempts === 1;
  }, "the first attempt");
/** The next attempt is due at `at`, and is made. */
async function requeueAt(at: Date) {
  await setClock(database.db, at);
  await work(database.db, "sweep_mail");
}

describe("a mail", () => {
  test("arrives as text and HTML, with one Message-ID and as nobody's to answer", async () => {
    await queueMail(database.db, mail({ unsubscribeUrl: "http://localhost:3000/account/notifications" }));
    const [received] = await smtp.until(1);
    await idle(database.db);
    expect(received?.subject).toBe("Choose a new password");
    expect(received?.from?.text).toBe('"Latchkey" <no-reply@keys.example>');
    expect(received?.text).toContain(`Choose:\n${LINK}`);
    expect(received?.html).toContain(`href="${LINK}"`);
    expect(received?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(String(received?.headerLines.find(({ key }) => key === "list-unsubscribe")?.line)).toContain(
      "/account/notifications>",
    );
    expect(received?.messageId).toBe((await row())?.message_id);
  });

  test("is sent at once although its row is held at that moment, as by whoever gathers mails of its kind", async () => {
    await worker.stop();
    await queueMail(database.db, mail());
    await database.db.transaction().execute(async (trx) => {
      await trx.selectFrom("outgoing_email").select("id").forUpdate().execute();
      worker = await startWork({ databaseUrl: database.url, clock: testClock, scheduled: false });
      await waitFor(async () => {
        const waiting = sql<{ count: string }>`select count(*) from pg_locks where not granted`.execute(database.db);
        return Number((await waiting).rows[0]?.count) > 0 || (await isIdle(database.db));
      }, "the attempt");
    });
    await idle(database.db);
    expect(smtp.received).toHaveLength(1);
  });

  test("leaves nothing of its content behind, and is readable in the database at no time", async () => {
    smtp.at(() => "hang");
    await queueMail(database.db, mail());
    await waitFor(() => smtp.reached.connect === 1, "a connection");
    const waiting = (await dumpDatabase(database.db)).join("\n");
    for (const form of [LINK, "the-code-of", Buffer.from("the-code-of-this-link").toString("hex"), "Choose a new"]) {
      expect(waiting).not.toContain(form);
    }
    await worker.stop();
    smtp.at(() => "go");
    worker = await startWork({ databaseUrl: database.url, clock: testClock, scheduled: false });
    await requeueAt(minutes(1));
    await smtp.until(1);
    await idle(database.db);
    expect(await row()).toMatchObject({ state: "sent", content: null, finished_at: minutes(1) });
  });

  test("is sent if and only if the change that it is about is committed", async () => {
    const undone = database.db.transaction().execute(async (trx) => {
      await queueMail(trx, mail({ subject: "never" }));
      throw new Error("the change failed");
    });
    await expect(undone).rejects.toThrow("the change failed");
    await queueMail(database.db, mail({ subject: "after" }));
    await smtp.until(1);
    await idle(database.db);
    expect(smtp.received.map(({ subject }) => subject)).toEqual(["after"]);
  });

  test("leads nowhere but to APP_URL", async () => {
    for (const url of ["http://evil.example/", "http://localhost:3000.evil.example/", "javascript:alert(1)"]) {
      const body = { paragraphs: [], actions: [{ label: "Click", url }] };
      await expect(queueMail(database.db, mail({ body }))).rejects.toThrow(/APP_URL/);
    }
    expect(await rows()).toEqual([]);
  });

  test("that a change of APP_URL has made unwritable is tried again like any other, and then given up", async () => {
    expectConsoleError(/will be retried: it can't be composed/);
    expectConsoleError(/given up: it can't be composed/);
    const url = "https://moved.example/account/security";
    await database.db.transaction().execute(async (trx) => {
      process.env.APP_URL = "https://moved.example";
      forgetProcessWide("env");
      await queueMail(trx, mail({ body: { paragraphs: [], actions: [{ label: "Security", url }] } }));
      delete process.env.APP_URL;
      forgetProcessWide("env");
    });
    await tried();
    for (let hour = 1; hour <= 100 && (await row())?.state === "queued"; hour++) await requeueAt(minutes(hour * 60));
    expect(await row()).toMatchObject({ state: "failed", content: null, attempts: 8 });
    expect(smtp.received).toEqual([]);
  });

  test("is not queued while mail is off", async () => {
    settings({});
    expect(isMailOn()).toBe(false);
    expect(await queueMail(database.db, mail())).toEqual({ status: "mail_off" });
    expect(await rows()).toEqual([]);
  });

  test("with a dead link is not sent", async () => {
    expectConsoleError(/^mail: reset_password \S+ was given up: it was no longer useful$/);
    smtp.at(() => 421);
    expectConsoleError(/will be retried/);
    await queueMail(database.db, mail({ expiresAt: minutes(60) }));
    await tried();
    smtp.at(() => "go");
    await requeueAt(minutes(60));
    expect(await row()).toMatchObject({ state: "failed", content: null });
    expect(smtp.received).toEqual([]);
  });
});

describe("mails of one kind to one address", () => {
  const gathered = (n: number, more: Partial<NewMail> = {}) =>
    mail({
      kind: "token_created",
      subject: `An access token was created: “No. ${n}”`,
      gathered: { about: "An access token was created" },
      body: {
        greeting: "Hello,",
        paragraphs: ["An access token was created.", "In the dashboard."],
        actions: [{ label: "Look", url: LINK }],
        named: [{ what: "Access token", text: `No. ${n}` }],
      },
      ...more,
    });

  test("come at once the first time, and then as one when an hour is over, whatever happens meanwhile", async () => {
    await queueMail(database.db, gathered(1));
    await smtp.until(1);
    await idle(database.db);
    for (let n = 2; n <= 12; n++) await queueMail(database.db, gathered(n));
    // An alarm is not of a kind that is gathered, and someone else's hour is another one.
    await queueMail(database.db, mail({ kind: "new_sign_in", subject: "New sign-in" }));
    await queueMail(database.db, mail({ kind: "new_sign_in", subject: "New sign-in" }));
    await queueMail(database.db, gathered(13, { to: "noor@agency.example" }));
    await queueMail(database.db, gathered(14, { kind: "token_revoked_by_other" }));
    await smtp.until(5);
    await idle(database.db);
    await requeueAt(minutes(59));
    expect(smtp.received.map(({ subject }) => subject).sort()).toEqual([
      "An access token was created: “No. 13”",
      "An access token was created: “No. 14”",
      "An access token was created: “No. 1”",
      "New sign-in",
      "New sign-in",
    ]);
    await requeueAt(minutes(61));
    expect(smtp.received).toHaveLength(6);
    const last = smtp.received.at(-1);
    expect(last?.subject).toBe("An access token was created (11 times)");
    for (let n = 2; n <= 12; n++) {
      expect(last?.text).toContain(`Access token: “No. ${n}”`);
      expect(last?.html).toContain(`Access token: “No. ${n}”`);
    }
    expect((await rows()).every(({ state, content }) => state === "sent" && content === null)).toBe(true);
  });

  test("come once, however many are queued at once and however many workers there are", async () => {
    const second = await startWork({ databaseUrl: database.url, clock: testClock, scheduled: false });
    await Promise.all(Array.from({ length: 60 }, (_, n) => queueMail(database.db, gathered(n))));
    await idle(database.db);
    await requeueAt(minutes(61));
    await requeueAt(minutes(122));
    await second.stop();
    expect(smtp.received.length).toBeLessThanOrEqual(2);
    const told = smtp.received.reduce(
      (sum, { subject }) => sum + Number(/\((\d+) times\)/.exec(subject ?? "")?.[1] ?? 1),
      0,
    );
    expect(told).toBe(60);
  });

  test("wait while one of them is tried again, and are of no use after their end", async () => {
    expectConsoleError(/^mail: token_created \S+ will be retried/);
    smtp.at((stage) => (stage === "connect" ? 421 : "go"));
    await queueMail(database.db, gathered(1));
    await tried();
    smtp.at(() => "go");
    await queueMail(database.db, gathered(2));
    await queueMail(database.db, gathered(3, { expiresAt: minutes(30) }));
    await queueMail(database.db, gathered(4, { expiresAt: minutes(300) }));
    await idle(database.db);
    expect(smtp.received).toEqual([]);
    await requeueAt(minutes(1));
    expect(smtp.received.map(({ subject }) => subject)).toEqual(["An access token was created: “No. 1”"]);
    expectConsoleError(/was given up: it was no longer useful/);
    await requeueAt(minutes(62));
    await idle(database.db);
    expect(smtp.received).toHaveLength(2);
    expect(smtp.received[1]?.subject).toBe("An access token was created (2 times)");
    expect(smtp.received[1]?.text).not.toContain("No. 3");
  });

  test("do not wait for one that is of no use any more and is about to end unsent", async () => {
    await worker.stop();
    await queueMail(database.db, gathered(1, { expiresAt: minutes(30) }));
    await database.db
      .updateTable("outgoing_email")
      .set({ state: "sending", attempts: 1, leased_until: minutes(63) })
      .execute();
    await setClock(database.db, minutes(62));
    worker = await startWork({ databaseUrl: database.url, clock: testClock, scheduled: false });
    await queueMail(database.db, gathered(2));
    const [received] = await smtp.until(1);
    expect(received?.subject).toContain("No. 2");
  });
});

describe("a mail server that", () => {
  test.each([
    ["refuses the connection", "connect", 421],
    ["refuses the recipient for now", "recipient", 450],
    ["refuses the message for now", "dot", 451],
    ["closes before its greeting", "connect", "close"],
    ["closes at the recipient", "recipient", "close"],
    ["closes in the middle of the message", "data", "close"],
    ["closes instead of taking the message", "dot", "close"],
  ] as const)("%s gets it a minute later, once", async (_what, stage, action) => {
    expectConsoleError(/^mail: reset_password \S+ will be retried: the mail server (responded|could not be used)/);
    smtp.at((reached) => (reached === stage ? action : "go"));
    await queueMail(database.db, mail());
    await tried();
    expect(await row()).toMatchObject({ next_attempt_at: minutes(1) });
    smtp.at(() => "go");
    await requeueAt(new Date(minutes(1).getTime() - 1));
    expect(smtp.received).toHaveLength(0);
    await requeueAt(minutes(1));
    await requeueAt(minutes(90));
    expect(smtp.received).toHaveLength(1);
    expect(await row()).toMatchObject({ state: "sent", attempts: 2, content: null });
  });

  test.each([
    ["recipient", 550],
    ["dot", 554],
  ] as const)("refuses for good at %s is not asked again", async (stage, status) => {
    expectConsoleError(/^mail: reset_password \S+ was given up: the mail server responded with 55\d at [A-Z ]+$/);
    smtp.at((reached) => (reached === stage ? status : "go"));
    await queueMail(database.db, mail());
    await waitFor(async () => (await row())?.state === "failed", "the end");
    smtp.at(() => "go");
    await requeueAt(minutes(600));
    expect(smtp.received).toHaveLength(0);
  });

  test("is away is asked eight times in 22 hours, with growing waits, and then no more", async () => {
    expectConsoleError(/^mail: reset_password /);
    smtp.at((stage) => (stage === "connect" ? 421 : "go"));
    await queueMail(database.db, mail());
    await idle(database.db);
    const waits: number[] = [];
    for (let at = now; (await row())?.state === "queued"; ) {
      const next = (await row())?.next_attempt_at ?? now;
      waits.push((next.getTime() - at.getTime()) / 60_000);
      at = next;
      await requeueAt(at);
    }
    expect(waits).toEqual([1, 5, 15, 60, 180, 360, 720]);
    expect(await row()).toMatchObject({ state: "failed", attempts: 8, content: null });
    expect((await row())?.last_error).not.toContain("mira@");
  });

  test("hangs holds up no other mail", async () => {
    smtp.at((stage) => (stage === "recipient" && smtp.reached.recipient === 1 ? "hang" : "go"));
    await queueMail(database.db, mail({ subject: "stuck" }));
    await waitFor(() => smtp.reached.recipient === 1, "the first recipient");
    await queueMail(database.db, mail({ subject: "next" }));
    const [received] = await smtp.until(1);
    expect(received?.subject).toBe("next");
  });
});

describe("a mail server with a login", () => {
  async function restart(options: Parameters<typeof startSmtp>[0], login: string) {
    await worker.stop();
    await smtp.stop();
    smtp = await startSmtp(options);
    settings({ SMTP_URL: smtp.url.replace("//", `//${login}@`) });
    worker = await startWork({ databaseUrl: database.url, clock: testClock, scheduled: false });
  }
  const onAuth = (
    { username, password }: { username?: string | null; password?: string | null },
    _session: unknown,
    done: (error: Error | null, answer?: { user: string }) => void,
  ) =>
    username === "ada@keys" && password === "p:w/1" ? done(null, { user: "ada" }) : done(new Error("who is that?"));
  const plain = { authOptional: false, allowInsecureAuth: true, disabledCommands: ["STARTTLS" as const], onAuth };

  test("gets it, percent-encoded as it is in the setting", async () => {
    await restart(plain, "ada%40keys:p%3Aw%2F1");
    await queueMail(database.db, mail());
    await smtp.until(1);
  });

  test("that is wrong is asked again later, and the log does not tell the password", async () => {
    expectConsoleError(/^mail: reset_password \S+ will be retried: the mail server responded with 535 at AUTH PLAIN$/);
    await restart(plain, "ada%40keys:wrong");
    await queueMail(database.db, mail());
    await waitFor(async () => (await row())?.last_error != null, "the refusal");
    expect(await row()).toMatchObject({ state: "queued" });
    expect(smtp.received).toHaveLength(0);
  });

  test("and with a certificate that nobody vouches for gets neither login nor mail", async () => {
    expectConsoleError(/^mail: reset_password \S+ will be retried: the mail server could not be used: \w+/);
    let logins = 0;
    await restart(
      {
        authOptional: false,
        disabledCommands: [],
        onAuth: (_auth, _session, done) => {
          logins += 1;
          done(null, { user: "ada" });
        },
      },
      "ada:secret",
    );
    await queueMail(database.db, mail());
    await waitFor(async () => (await row())?.last_error != null, "the refusal");
    expect(logins).toBe(0);
    expect(smtp.received).toHaveLength(0);
  });
});

test("two workers at once send a hundred mails once each", async () => {
  const second = await startWork({ databaseUrl: database.url, clock: testClock, scheduled: false });
  for (let count = 0; count < 100; count++) await queueMail(database.db, mail({ subject: `No. ${count}` }));
  await work(database.db, "sweep_mail", "sweep_mail");
  await smtp.until(100);
  await idle(database.db);
  await second.stop();
  expect(new Set(smtp.received.map(({ subject }) => subject)).size).toBe(100);
  expect(smtp.received).toHaveLength(100);
});

test("the end of a process puts a mail back that the server has not got yet", async () => {
  smtp.at((stage) => (stage === "recipient" ? "hang" : "go"));
  await queueMail(database.db, mail());
  await waitFor(() => smtp.reached.recipient === 1, "the recipient");
  await worker.stop();
  expect(await row()).toMatchObject({ state: "queued", leased_until: null, next_attempt_at: now });
  smtp.at(() => "go");
  worker = await startWork({ databaseUrl: database.url, clock: testClock, scheduled: false });
  await requeueAt(now);
  expect(smtp.received).toHaveLength(1);
});
