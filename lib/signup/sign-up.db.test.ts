import { afterAll, beforeAll, expect, test } from "vitest";
import { findUserByEmail } from "@/db/account/user";
import { signInWithIdentity } from "@/lib/oidc/sign-in";
import { signIn } from "@/lib/session/sign-in";
import { createTestDatabase } from "@/test/database/database";
import { createUser } from "@/test/fixtures";
import { codeIn, queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { requestSignUp } from "./request";
import { findSignUp, signUpWithCode } from "./sign-up";

turnMailOn();

process.env.SIGNUP = "open";
const { db, destroy } = await createTestDatabase();
beforeAll(async () => void (await createUser(db)));
afterAll(destroy);

const NOW = new Date("2031-05-04T09:00:00Z");
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);
const client = { address: "192.0.2.7", userAgent: "Mozilla/5.0", requestId: "sign-up" };
const sent = { firstName: "Mira", lastName: "Okafor", password: "nine-herons-by-the-weir", timezone: "Europe/Zurich" };
let network = 0;
const ask = async (email: string, now = NOW) =>
  await requestSignUp(db, { email }, { ...client, address: `198.51.100.${network++}` }, now);
const codeFor = async (email: string) => codeIn((await queuedMails(db, email)).at(-1));
const organisationsOf = async (email: string) =>
  await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "organisation_id")
    .innerJoin("user", "user.id", "user_id")
    .select(["organisation.name", "slug", "is_platform", "role"])
    .where("user.email", "=", email)
    .execute();

test("the mailed link makes an account whose address is verified, with an organisation of its own", async () => {
  const email = "mira@agency.example";
  expect(await ask(email)).toEqual({ status: "asked" });
  expect(await findUserByEmail(db, email)).toBeUndefined();
  const code = await codeFor(email);
  expect(await findSignUp(db, code, hours(23))).toMatchObject({ email });
  expect(await signUpWithCode(db, { code, ...sent }, client, hours(23))).toEqual({ status: "signed_up", email });
  const user = await findUserByEmail(db, email);
  expect(user).toMatchObject({ first_name: "Mira", timezone: "Europe/Zurich", email_verified_at: hours(23) });
  expect(await organisationsOf(email)).toEqual([
    { name: "Mira Okafor's organisation", slug: "mira-okafor", is_platform: false, role: "owner" },
  ]);
  expect((await signIn(db, { email, password: sent.password }, client)).status).toBe("signed_in");
});

test("nobody signs up before the first account is made: that is for whoever has the code of the terminal", async () => {
  const fresh = await createTestDatabase();
  const email = "stranger@elsewhere.example";
  expect(await requestSignUp(fresh.db, { email }, client, NOW)).toEqual({ status: "closed" });
  expect(await queuedMails(fresh.db, email)).toEqual([]);
  await createUser(fresh.db);
  expect(await requestSignUp(fresh.db, { email }, client, NOW)).toEqual({ status: "asked" });
  await fresh.destroy();
});

test("a link works once, not after a day, and only the newest of an address", async () => {
  const email = "noor@agency.example";
  await ask(email);
  const first = await codeFor(email);
  await ask(email.toUpperCase(), hours(1));
  const second = await codeFor(email.toUpperCase());
  expect(await signUpWithCode(db, { code: first, ...sent }, client, hours(2))).toEqual({ status: "dead_link" });
  expect(await signUpWithCode(db, { code: second, ...sent }, client, hours(25))).toEqual({ status: "dead_link" });
  expect((await signUpWithCode(db, { code: second, ...sent }, client, hours(24.9))).status).toBe("signed_up");
  expect(await signUpWithCode(db, { code: second, ...sent }, client, hours(24.9))).toEqual({ status: "dead_link" });
});

test("of twenty submits at once one makes the account, and one organisation", async () => {
  const email = "remy@agency.example";
  await ask(email);
  const code = await codeFor(email);
  const results = await Promise.all(
    Array.from({ length: 20 }, () => signUpWithCode(db, { code, ...sent }, client, hours(1))),
  );
  expect(results.filter(({ status }) => status === "signed_up")).toHaveLength(1);
  expect(results.filter(({ status }) => status === "dead_link")).toHaveLength(19);
  // The name is taken by the first test's: the address gets an ending that counts nobody.
  expect(await organisationsOf(email)).toEqual([
    expect.objectContaining({ slug: expect.stringMatching(/^mira-okafor-[0-9a-f]{6}$/) }),
  ]);
});

test("what is refused spends nothing", async () => {
  const email = "ines@agency.example";
  await ask(email);
  const code = await codeFor(email);
  for (const bad of [{ password: "short" }, { password: email }, { firstName: "x".repeat(101) }, { lastName: "\0" }]) {
    expect((await signUpWithCode(db, { code, ...sent, ...bad }, client, hours(1))).status).toBe("invalid");
  }
  const lost = { ...sent, firstName: "", lastName: "", timezone: "Mars/Olympus" };
  expect((await signUpWithCode(db, { code, ...lost }, client, hours(1))).status).toBe("signed_up");
  expect(await organisationsOf(email)).toMatchObject([{ name: "ines's organisation", slug: "ines" }]);
});

test("an address with an account gets a mail that says so; a deactivated one gets none; the answer is the same", async () => {
  const known = await createUser(db);
  const gone = await createUser(db, { deactivatedAt: NOW });
  for (const { email } of [known, gone]) expect(await ask(email)).toEqual({ status: "asked" });
  const mails = await queuedMails(db, known.email);
  expect(mails.map(({ kind }) => kind)).toEqual(["account_exists"]);
  expect(mails[0]?.body.actions.map(({ url }) => url)).toEqual([
    "https://tokens.agency.example/login",
    "https://tokens.agency.example/forgot-password",
  ]);
  expect(await queuedMails(db, gone.email)).toEqual([]);
});

test("an account that was made in another way meanwhile is left alone", async () => {
  const email = "otto@agency.example";
  await ask(email);
  await createUser(db, { email });
  const code = await codeFor(email);
  expect(await signUpWithCode(db, { code, ...sent }, client, hours(1))).toEqual({ status: "email_taken" });
});

test("whoever signs up through the provider gets an organisation too, once", async () => {
  const identity = {
    issuer: "https://id.example",
    subject: "42",
    email: "zoe@agency.example",
    emailVerified: true,
    firstName: "Zoë",
    lastName: "Lindqvist",
    timezone: "UTC",
    authenticatedAt: null,
  };
  for (let n = 0; n < 2; n++) expect((await signInWithIdentity(db, identity, "open", client)).status).toBe("signed_in");
  expect(await organisationsOf(identity.email)).toMatchObject([{ slug: "zoe-lindqvist", role: "owner" }]);
});
