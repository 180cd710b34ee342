import { request } from "node:http";
import { afterAll, expect, test } from "vitest";
import { connect } from "@/db/database";
import { requestProof } from "@/lib/address-proof/request";
import { inviteInput } from "@/lib/invitation/input";
import { invite } from "@/lib/invitation/invite";
import { insertNotice } from "@/lib/notice/notify/insert";
import { createOrganisation, createToken, createUser, PASSWORD } from "@/test/fixtures";
import { startServer } from "@/test/http/server";
import { codeIn, queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { signIn } from "@/test/session";

turnMailOn();

const PUBLIC = "https://tokens.agency.example";
const server = await startServer({ env: { APP_URL: PUBLIC, SIGNUP: "open", SMTP_URL: "smtp://127.0.0.1:9" } });
const db = connect(server.databaseUrl);
const operator = await createUser(db);
await createOrganisation(db, { isPlatform: true, members: [{ user: operator, role: "owner" }] });
afterAll(async () => {
  await db.destroy();
  await server.stop();
});

const HOST = { host: new URL(PUBLIC).host };
const NEW = "nine-herons-by-the-weir";
type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

/** One request as it is told, without following redirects. */
async function ask(method: string, path: string, headers: Record<string, string>, body = ""): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const outgoing = request(`${server.address}${path}`, { method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Submit the form of a page, as a browser without scripts does. */
async function submit(path: string, fields: Record<string, string>, headers: Record<string, string> = HOST) {
  const page = await ask("GET", path, headers);
  const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  const form = new FormData();
  for (const [, name = "", value = ""] of hidden)
    form.set(name, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const encoded = new Response(form);
  const type = encoded.headers.get("content-type") ?? "";
  return await ask("POST", path, { ...headers, "content-type": type }, await encoded.text());
}

const codeFor = async (email: string) => codeIn((await queuedMails(db, email)).at(-1));

const FORGED: Record<string, string>[] = [
  { host: "evil.example" },
  { ...HOST, "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" },
  { ...HOST, forwarded: "host=evil.example;proto=http", "x-original-host": "evil.example" },
  { host: "evil.example", "x-forwarded-host": "evil.example", referer: "https://evil.example/" },
];

test("links start with APP_URL, whatever hosts the request names", async () => {
  for (const forged of FORGED) {
    const user = await createUser(db);
    const stranger = `stranger-of-${user.email}`;
    const asked = await submit("/forgot-password", { email: user.email }, forged);
    expect(asked.text).toContain("Check your mail");
    await submit("/signup", { email: stranger }, forged);
    const mails = [...(await queuedMails(db, user.email)), ...(await queuedMails(db, stranger))];
    expect(mails.map(({ kind }) => kind)).toEqual(["reset_password", "confirm_address"]);
    for (const { url } of mails.flatMap(({ body }) => body.actions)) expect(url.startsWith(`${PUBLIC}/`)).toBe(true);
    expect(JSON.stringify(mails)).not.toContain("evil");
  }
});

test("a link that scanners opened still works, once, also for a double click", async () => {
  const user = await createUser(db);
  await submit("/forgot-password", { email: user.email });
  const path = `/reset-password/${await codeFor(user.email)}`;
  for (const method of ["GET", "HEAD", "GET", "GET"]) expect((await ask(method, path, HOST)).status).toBe(200);
  const answers = await Promise.all(["a", "b", "c"].map((ending) => submit(path, { password: `${NEW}-${ending}` })));
  const done = answers.filter(({ headers }) => headers.location === "/login?done=password_reset");
  expect(done).toHaveLength(1);
  expect((await ask("GET", path, HOST)).text).toContain("This link doesn’t work");
  expect((await submit(path, { password: NEW })).headers.location).toBeUndefined();
});

test("an account whose address nobody has confirmed is asked to, by a mail that it asks for and its password", async () => {
  const user = await createUser(db, { isProved: false });
  const { secret } = await createToken(db, user);
  const mine = await signedIn(user);
  for (const path of ["/", "/account/security"]) {
    expect((await ask("GET", path, mine)).text).toContain("Send confirmation mail");
  }
  expect(await requestProof(db, await signIn(db, user))).toEqual({ status: "asked" });
  const path = `/confirm-address/${await codeFor(user.email)}`;
  expect((await ask("GET", path, HOST)).text).toContain(user.email);
  expect((await submit(path, { password: NEW })).text).toContain("This is not the password of this account.");
  expect((await submit(path, { password: PASSWORD })).headers.location).toBe("/login?done=address_confirmed");
  expect((await ask("GET", path, HOST)).text).toContain("This link doesn’t work");
  expect((await ask("GET", "/", mine)).text).not.toContain("Send confirmation mail");
  expect((await ask("GET", "/iam/v3/me/", { ...HOST, authorization: `Bearer ${secret}` })).status).toBe(200);
});

test("a new password for an account whose address nobody has confirmed says that everything from before ends, and it does", async () => {
  const user = await createUser(db, { isProved: false });
  const { secret } = await createToken(db, user);
  const mine = await signedIn(user);
  await submit("/forgot-password", { email: user.email });
  const [mail] = await queuedMails(db, user.email);
  expect(mail?.body.paragraphs.join(" ")).toContain("revokes all its access tokens");
  const path = `/reset-password/${codeIn(mail)}`;
  expect((await ask("GET", path, HOST)).text).toContain("ends everything from before");
  const { location } = (await submit(path, { password: NEW })).headers;
  expect(location).toBe("/login?done=address_proved");
  expect((await ask("GET", String(location), HOST)).text).toContain("connected account from before has ended");
  expect((await ask("GET", "/iam/v3/me/", { ...HOST, authorization: `Bearer ${secret}` })).status).toBe(401);
  expect((await ask("GET", "/account/security", mine)).headers.location).toMatch(/^\/login/);
});

test("an unconfirmed account enters its password to join by a mailed link, once the last time is long ago", async () => {
  const [owner, invited] = [await createUser(db), await createUser(db, { isProved: false })];
  const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  await invite(db, await signIn(db, owner), organisation.id, inviteInput.parse({ email: invited.email }));
  const path = `/invitations/${await codeFor(invited.email)}`;
  const mine = await signedIn(invited);
  expect((await ask("GET", path, mine)).text).not.toContain("Your password");
  const old = db.updateTable("session").set({ authenticated_at: new Date(Date.now() - 11 * 60_000) });
  await old.where("user_id", "=", invited.id).execute();
  expect((await ask("GET", path, mine)).text).toContain("Your password");
  expect((await submit(path, { password: NEW }, mine)).text).toContain("This isn’t your password.");
  const { headers } = await submit(path, { password: PASSWORD }, mine);
  expect(headers.location).toBe(`/organisations/${organisation.slug}`);
});

test("signing up by its link makes the account and signs in to it", async () => {
  const email = "newcomer@agency.example";
  await submit("/signup", { email });
  const path = `/signup/${await codeFor(email)}`;
  expect((await ask("GET", path, HOST)).text).toContain(email);
  expect(await db.selectFrom("user").where("email", "=", email).execute()).toEqual([]);
  const answer = await submit(path, { firstName: "Ada", password: NEW, timezone: "Europe/Zurich" });
  expect(answer.headers.location).toBe("/");
  expect(String(answer.headers["set-cookie"])).toContain("__Host-latchkey.session=");
  expect((await submit(path, { firstName: "Ada", password: NEW })).headers.location).toBeUndefined();
});

test("the page of a link is stored nowhere, and its address is told to nobody", async () => {
  for (const path of [
    "/reset-password/anything",
    "/signup/anything",
    "/invitations/anything",
    "/confirm-address/anything",
  ]) {
    const { headers } = await ask("GET", path, HOST);
    expect(headers["referrer-policy"]).toBe("strict-origin");
    expect(headers["x-robots-tag"]).toBe("noindex");
    expect(headers["cache-control"]).toContain("no-store");
  }
  expect((await ask("GET", "/forgot-password", HOST)).headers["referrer-policy"]).toBe("same-origin");
});

test("what is typed into the address instead of a code is no link, and no error", async () => {
  for (const code of ["x", "%00", "%2e%2e", "a%2Fb", "%F0%9F%94%91", "x".repeat(4_000), "%27%20or%201=1"]) {
    for (const page of ["reset-password", "signup", "invitations", "confirm-address"]) {
      const answer = await ask("GET", `/${page}/${code}`, HOST);
      expect([200, 400, 404]).toContain(answer.status);
    }
  }
});

test("who has an account signs in on the page of the invitation, and no other address names its code", async () => {
  const [owner, invited, other] = [await createUser(db), await createUser(db), await createUser(db)];
  const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  const input = inviteInput.parse({ email: invited.email });
  expect((await invite(db, await signIn(db, owner), organisation.id, input)).status).toBe("invited");
  const path = `/invitations/${await codeFor(invited.email)}`;
  expect((await ask("GET", path, HOST)).text).not.toContain("callbackUrl=");
  expect((await submit(path, { email: invited.email, password: "not-the-password-at-all" })).status).toBe(200);
  const { headers } = await submit(path, { email: invited.email, password: PASSWORD });
  expect(headers.location).toBe(path);
  const signedInHeaders = { ...HOST, cookie: cookiesOf(headers) };
  const answer = await submit(path, {}, signedInHeaders);
  expect(answer.headers.location).toBe(`/organisations/${organisation.slug}`);
  expect((await ask("GET", path, HOST)).text).toContain("This link doesn’t work");
  expect((await ask("GET", path, signedInHeaders)).headers.location).toBe(`/organisations/${organisation.slug}`);
  expect((await ask("GET", path, await signedIn(other))).text).toContain("This link doesn’t work");
});

test("the page of an invitation does not tell whether its address has an account, until a password could have made one", async () => {
  const owner = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  const [active, deactivated] = [await createUser(db), await createUser(db, { deactivatedAt: new Date() })];
  const addresses = [active.email, deactivated.email, `nobody.${active.email}`];
  const paths: string[] = [];
  for (const email of addresses) {
    expect((await invite(db, await signIn(db, owner), organisation.id, inviteInput.parse({ email }))).status).toBe(
      "invited",
    );
    paths.push(`/invitations/${await codeFor(email)}`);
  }
  /** What a page shows and asks for, of whichever address and link. */
  const shown = (text: string, n: number) => {
    const [main = ""] = /<main[\s\S]*<\/main>/.exec(text) ?? [];
    return main
      .replaceAll(addresses[n] ?? "", "ADDRESS")
      .replaceAll(paths[n]?.split("/").at(-1) ?? "", "CODE")
      .replace(/<script[\s\S]*?<\/script>/g, "")
      .replace(/ (name|value)="\$ACTION[^"]*"/g, "");
  };
  const all = async (answer: (path: string) => Promise<Answer>) =>
    await Promise.all(paths.map(async (path, n) => shown((await answer(path)).text, n)));
  const [first = "", ...others] = await all((path) => ask("GET", path, HOST));
  expect(first).toContain("ADDRESS");
  expect(others).toEqual([first, first]);
  const other = await signedIn(owner);
  const [signedInFirst, ...signedInOthers] = await all((path) => ask("GET", path, other));
  expect(signedInOthers).toEqual([signedInFirst, signedInFirst]);
  for (const password of ["", "short", "x".repeat(257)]) {
    const [answer = "", ...answers] = await all((path) => submit(path, { password, firstName: "Ada" }));
    expect(answer).toContain('aria-invalid="true"');
    expect(answers).toEqual([answer, answer]);
  }

  const results = [];
  for (const path of paths) results.push(await submit(path, { password: NEW, firstName: "Ada" }));
  expect(results[0]?.text).toContain("this isn’t its password");
  expect(results[1]?.text).toContain("this isn’t its password");
  expect(results[2]?.headers.location).toBe(`/organisations/${organisation.slug}`);
});

const cookiesOf = (headers: Answer["headers"]) =>
  [headers["set-cookie"] ?? []]
    .flat()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

async function signedIn(user: { email: string }): Promise<Record<string, string>> {
  const csrf = await ask("GET", "/api/auth/csrf", HOST);
  const jar = (answer: Answer) => [answer.headers["set-cookie"] ?? []].flat().map((cookie) => cookie.split(";")[0]);
  const form = new URLSearchParams({
    email: user.email,
    password: PASSWORD,
    csrfToken: JSON.parse(csrf.text).csrfToken,
  });
  const headers = { ...HOST, cookie: jar(csrf).join("; "), "content-type": "application/x-www-form-urlencoded" };
  const answer = await ask("POST", "/api/auth/callback/credentials", headers, form.toString());
  return { ...HOST, cookie: jar(answer).join("; "), "content-type": "application/json" };
}

test("the bell tells its own person, and nobody reads or marks the notices of others", async () => {
  const [mine, theirs] = [await createUser(db), await createUser(db)];
  for (const { id: userId } of [mine, theirs]) {
    const detail = { device: "Firefox on Linux", address: null };
    await insertNotice(db, { userId, kind: "new_sign_in", dedupeKey: "one", detail });
  }
  const path = "/account/notifications/bell";
  expect((await ask("GET", path, HOST)).status).toBe(401);
  expect((await ask("POST", path, { ...HOST, "content-type": "application/json" }, '{"read":"all"}')).status).toBe(401);

  const headers = await signedIn(mine);
  const bell = JSON.parse((await ask("GET", path, headers)).text);
  expect(bell).toMatchObject({ unread: 1, notices: [{ title: "New sign-in", is_read: false }] });
  const foreign = await db.selectFrom("notice").select("id").where("user_id", "=", theirs.id).executeTakeFirstOrThrow();
  for (const body of ["", "{}", '{"read":"some"}', '{"read":["x"]}', "[]", `{"read":["${"0".repeat(200)}"]}`]) {
    expect((await ask("POST", path, headers, body)).status).toBe(400);
  }
  const marked = await ask("POST", path, headers, JSON.stringify({ read: [foreign.id] }));
  expect(JSON.parse(marked.text).unread).toBe(1);
  expect(JSON.parse((await ask("POST", path, headers, '{"read":"all"}')).text)).toMatchObject({ unread: 0 });
  const unread = await db.selectFrom("notice").select("user_id").where("read_at", "is", null).execute();
  expect(unread.map(({ user_id }) => user_id)).toContain(theirs.id);
});

test("no code, no address and no password is in the log", async () => {
  const rows = await db.selectFrom("outgoing_email").select("recipient").execute();
  expect(rows.length).toBeGreaterThan(5);
  for (const { recipient } of rows) {
    expect(server.logs()).not.toContain(recipient);
    for (const mail of await queuedMails(db, recipient)) {
      if (codeIn(mail)) expect(server.logs()).not.toContain(codeIn(mail));
    }
  }
  expect(server.logs()).not.toContain(NEW);
});
