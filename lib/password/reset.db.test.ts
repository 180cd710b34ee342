import { afterAll, expect, test } from "vitest";
import { findUser } from "@/db/account/user";
import { deactivate } from "@/lib/user/deactivate";
import { resetPassword } from "@/lib/user/reset-password";
import { createTestDatabase } from "@/test/database/database";
import { createUser, PASSWORD } from "@/test/fixtures";
import { codeIn, queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { signIn } from "../session/sign-in";
import { verifyPassword } from "./hash";
import { requestReset } from "./request-reset";
import { findReset, resetWithCode } from "./reset";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const NOW = new Date("2031-05-04T09:00:00Z");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const client = { address: "192.0.2.7", userAgent: "Mozilla/5.0", requestId: "reset" };
const NEW = "nine-herons-by-the-weir";
const user = async (given = {}) => await createUser(db, given);
let network = 0;
/** Another network for each request: only the test of waiting asks often from one. */
const ask = async (email: string, now = NOW) =>
  await requestReset(db, { email }, { ...client, address: `198.51.100.${network++ % 250}` }, now);
const codes = async (email: string) => (await queuedMails(db, email)).map(codeIn);
const isPassword = async (id: string, password: string) =>
  await verifyPassword((await findUser(db, id))?.password_hash ?? null, password);

// Each answer takes as long as a mail would, so those that do not measure it wait together.
test.concurrent("the mailed link gives the account a new password, ends its sessions and tells its owner", async () => {
  const ada = await user();
  const session = await signIn(db, { email: ada.email, password: PASSWORD }, client);
  expect(await ask(ada.email.toUpperCase())).toEqual({ status: "asked" });
  const [mail] = await queuedMails(db, ada.email);
  expect(mail?.body.actions[0]?.url).toMatch(/^https:\/\/tokens\.agency\.example\/reset-password\/[\w-]{43}$/);
  expect(mail?.expiresAt).toEqual(later(60));
  const code = codeIn(mail);
  expect(await resetWithCode(db, { code, password: NEW }, client, later(59))).toEqual({
    status: "reset",
    endedSessions: 1,
  });
  expect(session.status).toBe("signed_in");
  expect(await isPassword(ada.id, NEW)).toBe(true);
  const live = await db.selectFrom("session").where("user_id", "=", ada.id).where("ended_at", "is", null).execute();
  expect(live).toEqual([]);
  expect((await queuedMails(db, ada.email)).map(({ kind }) => kind)).toEqual(["reset_password", "password_changed"]);
  const activity = await db.selectFrom("activity").select("type").where("user_id", "=", ada.id).execute();
  expect(activity.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["user.password_reset_requested", "user.password_reset"]),
  );
});

test.concurrent("a link works once, not after an hour, and only the newest of an account", async () => {
  const ada = await user();
  for (const minutes of [0, 1]) await ask(ada.email, later(minutes));
  const [first = "", second = ""] = await codes(ada.email);
  expect(await findReset(db, first, later(2))).toBeUndefined();
  expect(await resetWithCode(db, { code: first, password: NEW }, client, later(2))).toEqual({ status: "dead_link" });
  expect(await resetWithCode(db, { code: second, password: NEW }, client, later(61))).toEqual({ status: "dead_link" });
  expect(await isPassword(ada.id, PASSWORD)).toBe(true);
  expect((await resetWithCode(db, { code: second, password: NEW }, client, later(60.9))).status).toBe("reset");
  const again = { code: second, password: "another-heron-by-the-weir" };
  expect(await resetWithCode(db, again, client, later(60.9))).toEqual({ status: "dead_link" });
  expect(await isPassword(ada.id, NEW)).toBe(true);
});

test.concurrent("opening the link spends nothing, and neither does a password that is refused", async () => {
  const ada = await user();
  await ask(ada.email);
  const [code = ""] = await codes(ada.email);
  for (let n = 0; n < 5; n++) expect((await findReset(db, code, later(1)))?.user.id).toBe(ada.id);
  for (const password of ["", "short", "password1234", ada.email, "x".repeat(257), "nul\0nul\0nul\0nul"]) {
    expect((await resetWithCode(db, { code, password }, client, later(1))).status).toBe("invalid");
  }
  expect((await resetWithCode(db, { code, password: NEW }, client, later(1))).status).toBe("reset");
});

test.concurrent("of twenty submits at once one changes the password", async () => {
  const ada = await user();
  await ask(ada.email);
  const [code = ""] = await codes(ada.email);
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, n) => resetWithCode(db, { code, password: `${NEW}-${n}` }, client, later(1))),
  );
  const won = results.findIndex(({ status }) => status === "reset");
  expect(results.filter(({ status }) => status === "dead_link")).toHaveLength(19);
  expect(await isPassword(ada.id, `${NEW}-${won}`)).toBe(true);
});

test.concurrent("of two requests at once one link stays, and the requests never wait for a submit for ever", async () => {
  const ada = await user();
  await ask(ada.email);
  const [code = ""] = await codes(ada.email);
  await Promise.all([ask(ada.email), ask(ada.email), resetWithCode(db, { code, password: NEW }, client, later(1))]);
  const live = await db
    .selectFrom("one_time_code")
    .select("id")
    .where("user_id", "=", ada.id)
    .where("used_at", "is", null)
    .execute();
  expect(live.length).toBeLessThanOrEqual(1);
});

test.concurrent("what is no account, or deactivated, gets the same answer and no mail; its link stops too", async () => {
  const gone = await user({ deactivatedAt: NOW });
  for (const email of ["nobody@agency.example", gone.email]) {
    expect(await ask(email)).toEqual({ status: "asked" });
    expect(await queuedMails(db, email)).toEqual([]);
  }
  const ada = await user();
  await ask(ada.email);
  await deactivate(db, ada.email, client);
  const [code = ""] = await codes(ada.email);
  expect(await resetWithCode(db, { code, password: NEW }, client, later(1))).toEqual({ status: "dead_link" });
});

test.concurrent("an account without password is told how it signs in, with no link that would make one", async () => {
  const ada = await user();
  await db.updateTable("user").set({ password_hash: null }).where("id", "=", ada.id).execute();
  expect(await ask(ada.email)).toEqual({ status: "asked" });
  const mails = await queuedMails(db, ada.email);
  expect(mails.map(({ kind, body }) => [kind, body.actions.map(({ url }) => url)])).toEqual([
    ["no_password", ["https://tokens.agency.example/login"]],
  ]);
  expect(await db.selectFrom("one_time_code").where("user_id", "=", ada.id).execute()).toEqual([]);
});

test.concurrent("a password changed in another way ends the links that were mailed before", async () => {
  const ada = await user();
  await ask(ada.email);
  await resetPassword(db, ada.email, NEW, client);
  const [code = ""] = await codes(ada.email);
  expect(await findReset(db, code, later(1))).toBeUndefined();
});

test("the answer takes as long with an account as without", async () => {
  const took = async (email: string) => {
    const start = performance.now();
    await ask(email);
    return performance.now() - start;
  };
  const known = await Promise.all(Array.from({ length: 5 }, () => user()));
  await ask("warm@agency.example");
  const times = await Promise.all([
    ...known.map(({ email }) => took(email)),
    ...known.map(({ email }) => took(`${email}.nobody`)),
  ]);
  // The quickest of each: a busy machine makes some of them wait for other reasons.
  const [quickest, quickestUnknown] = [Math.min(...times.slice(0, 5)), Math.min(...times.slice(5))];
  expect(quickest).toBeGreaterThan(390);
  expect(Math.abs(quickest - quickestUnknown)).toBeLessThan(60);
});

test.concurrent("three mails for one mailbox are free, with or without account, and twenty from one network", async () => {
  const ada = await user();
  for (const email of [ada.email, "somebody@agency.example"]) {
    const statuses: string[] = [];
    for (let n = 0; n < 5; n++) statuses.push((await ask(email)).status);
    expect(statuses).toEqual(["asked", "asked", "asked", "slow_down", "slow_down"]);
  }
  expect(await queuedMails(db, ada.email)).toHaveLength(3);
  const results = await Promise.all(
    Array.from({ length: 30 }, (_, n) => requestReset(db, { email: `n${n}@agency.example` }, client, NOW)),
  );
  expect(results.filter(({ status }) => status === "asked")).toHaveLength(20);
});

test.concurrent("the code is in no table but sealed in its mail", async () => {
  const ada = await user();
  await ask(ada.email);
  const [code = ""] = await codes(ada.email);
  expect(code).toHaveLength(43);
  for (const table of ["one_time_code", "activity", "outgoing_email", "notice", "sign_in_failure"] as const) {
    expect(JSON.stringify(await db.selectFrom(table).selectAll().execute())).not.toContain(code);
  }
});

for (const code of ["", "x", "../login", "%00", "\0", "x".repeat(5_000), "é", "' or 1=1 --"]) {
  test(`${JSON.stringify(code.slice(0, 12))} is no code`, async () => {
    expect(await findReset(db, code, NOW)).toBeUndefined();
    expect(await resetWithCode(db, { code, password: NEW }, client, NOW)).toEqual({ status: "dead_link" });
  });
}
