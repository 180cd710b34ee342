import { afterAll, expect, test } from "vitest";
import { connect } from "@/db/database";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { createUser, PASSWORD } from "@/test/fixtures";
import { startServer } from "@/test/http/server";

// Behind a proxy that speaks https, as instances do: the server itself is asked over http.
const PUBLIC = "https://tokens.agency.example";
const server = await startServer({ env: { APP_URL: PUBLIC } });
const { address } = server;
const db = connect(server.databaseUrl);
const user = await createUser(db);
afterAll(async () => {
  await db.destroy();
  await server.stop();
});

/** A client that keeps its cookies, as a browser would. */
function client() {
  const jar = new Map<string, string>();
  const ask = async (path: string, form?: Record<string, string>) => {
    const answer = await fetch(`${address}${path}`, {
      method: form ? "POST" : "GET",
      body: form && new URLSearchParams(form),
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      redirect: "manual",
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    return answer;
  };
  const signIn = async (password: string, more: Record<string, string> = {}) => {
    const { csrfToken } = await (await ask("/api/auth/csrf")).json();
    return await ask("/api/auth/callback/credentials", { email: user.email, password, csrfToken, ...more });
  };
  return { jar, ask, signIn };
}

const sessionCookie = (answer: Response) =>
  answer.headers.getSetCookie().find((cookie) => cookie.includes("latchkey.session="));

test("on https the session's cookie is bound to this host and to https", async () => {
  const answer = await client().signIn(PASSWORD);
  const cookie = sessionCookie(answer) ?? "";
  expect(cookie).toMatch(/^__Host-latchkey\.session=/);
  expect(cookie).toMatch(/; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/i);
  expect(cookie).not.toMatch(/Domain=/i);
  for (const other of answer.headers.getSetCookie()) expect(other).toMatch(/^__(Host|Secure)-.*; Secure/);
});

test("signing in leads to the page that was asked for, and to no other host", async () => {
  const leadsTo = async (callbackUrl: string) =>
    (await client().signIn(PASSWORD, { callbackUrl })).headers.get("location");
  expect(await leadsTo("/account/profile")).toBe(`${PUBLIC}/account/profile`);
  expect(await leadsTo(`${PUBLIC}/account/profile`)).toBe(`${PUBLIC}/account/profile`);
  for (const elsewhere of ["https://evil.example", "//evil.example", "/\\evil.example", `${PUBLIC}.evil.example/`]) {
    expect(await leadsTo(elsewhere)).toBe(`${PUBLIC}/`);
  }
});

test("a form of another site, which cannot know the CSRF token, signs nobody in", async () => {
  const form = { email: user.email, password: PASSWORD };
  expect(sessionCookie(await client().ask("/api/auth/callback/credentials", form))).toBeUndefined();
  const wrong = { ...form, csrfToken: "made-up" };
  expect(sessionCookie(await client().ask("/api/auth/callback/credentials", wrong))).toBeUndefined();
});

test("a wrong password leads back to the form, which says so", async () => {
  const answer = await client().signIn("not the password");
  expect(sessionCookie(answer)).toBeUndefined();
  const location = new URL(answer.headers.get("location") ?? "");
  expect(`${location.origin}${location.pathname}`).toBe(`${PUBLIC}/login`);
  expect(await (await client().ask(location.pathname + location.search)).text()).toContain(
    "e-mail address or password is wrong",
  );
});

test("scripts learn that there is a session, and nothing about it; none once its row has ended", async () => {
  const { ask, signIn } = client();
  await signIn(PASSWORD);
  expect(await (await ask("/api/auth/session")).json()).toEqual({ expires: expect.any(String) });
  await db.updateTable("session").set({ ended_at: new Date() }).where("user_id", "=", user.id).execute();
  const answer = await ask("/api/auth/session");
  expect(await answer.json()).toBeNull();
  expect(sessionCookie(answer)).toMatch(/^__Host-latchkey\.session=;/);
});

test("what is not there is a problem that says so, and so is a body that cannot be read", async () => {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${address}/api/auth/${path}`, { redirect: "manual", ...init });
  const problemOf = async (answer: Response) => {
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const { code, detail } = await answer.json();
    expect(detail).toMatch(/^[A-Z]\w+ /);
    return [answer.status, code];
  };
  for (const path of ["zzz", "zzz/credentials", "callback/zzz", "signin/oidc", "webauthn-options", "session/x"]) {
    expect(await problemOf(await ask(path))).toEqual([404, "not_found"]);
    expect(await problemOf(await ask(path, { method: "POST" }))).toEqual([404, "not_found"]);
  }
  expect(await problemOf(await ask("csrf", { method: "POST" }))).toEqual([405, "method_not_allowed"]);
  expect(await problemOf(await ask("callback/credentials"))).toEqual([405, "method_not_allowed"]);
  for (const action of ["csrf", "error", "providers", "session", "signin", "signout", "verify-request"]) {
    for (const address of ["x", "javascript:0", "%EF%BC%BF", "//["]) {
      expect(await problemOf(await ask(`${action}?callbackUrl=${address}`))).toEqual([400, "invalid_request"]);
    }
  }
  for (const error of ["%EF%BC%BF", "%0d%0aX:y"]) {
    expect(await problemOf(await ask(`error?error=${error}`))).toEqual([400, "invalid_request"]);
  }
  for (const twice of ["csrf?callbackUrl=/&callbackUrl=x", "error?error=a&error=%0d%0aX:y"]) {
    expect(await problemOf(await ask(twice))).toEqual([400, "invalid_request"]);
  }
  expect(server.logs()).not.toMatch(/^auth: (Invalid|TypeError)/m);
  const unreadable = { method: "POST", headers: { "content-type": "application/json" }, body: "{" };
  expect(await problemOf(await ask("signout", unreadable))).toEqual([400, "invalid_request"]);
});

test("signing out through the endpoint ends the row too", async () => {
  const { jar, ask, signIn } = client();
  await signIn(PASSWORD);
  const stolen = new Map(jar);
  const { csrfToken } = await (await ask("/api/auth/csrf")).json();
  await ask("/api/auth/signout", { csrfToken });
  for (const [name, value] of stolen) jar.set(name, value);
  expect((await ask("/account/profile")).status).toBe(307);
});

test("who brings a page to come back to that is no address signs in and out all the same", async () => {
  const { jar, ask, signIn } = client();
  for (const value of ["x", "%5B", "%zz", "javascript:0"]) {
    jar.clear();
    jar.set("__Secure-authjs.callback-url", value);
    expect(sessionCookie(await signIn(PASSWORD))).toBeDefined();
    jar.set("__Secure-authjs.callback-url", value);
    const { csrfToken } = await (await ask("/api/auth/csrf")).json();
    jar.set("__Secure-authjs.callback-url", value);
    expect(sessionCookie(await ask("/api/auth/signout", { csrfToken }))).toMatch(/^__Host-latchkey\.session=;/);
  }
});

test("a cookie that was changed, or sealed with another secret, is nobody's", async () => {
  const { jar, ask, signIn } = client();
  await signIn(PASSWORD);
  const name = "__Host-latchkey.session";
  const good = jar.get(name) ?? "";
  expect((await ask("/account/profile")).status).toBe(200);
  for (const bad of [good.slice(0, -3), `${good}x`, "x", "a.b.c.d.e"]) {
    jar.set(name, bad);
    const answer = await ask("/account/profile");
    expect(answer.status).toBe(307);
    expect(answer.headers.get("location")).toBe("/login?callbackUrl=%2Faccount%2Fprofile");
  }
  // The session is a cookie's: as a bearer token it opens nothing.
  const bearer = await fetch(`${address}/account/profile`, {
    headers: { authorization: `Bearer ${good}` },
    redirect: "manual",
  });
  expect(bearer.status).toBe(307);
});

test("nothing of all this is a warning in the log", () => {
  expect(server.logs()).not.toMatch(/warning/i);
});

test("no e-mail address and no password is in the log", () => {
  expect(server.logs()).not.toContain(user.email);
  expect(server.logs()).not.toContain(PASSWORD);
  expect(server.logs()).not.toContain("not the password");
});

test("a secret in an address here is refused and in no log", async () => {
  const secret = generateSecret("lk", "pat");
  for (const path of [`/api/auth/${secret}`, `/api/auth/signin/${secret}`, `/api/auth/error?error=${secret}`]) {
    const answer = await fetch(`${address}${path}`, { redirect: "manual" });
    const text = await answer.text();
    expect([answer.status, JSON.parse(text).code]).toEqual([400, "token_in_url"]);
    expect(text + JSON.stringify([...answer.headers])).not.toContain(secret.slice(7, 19));
  }
  expect(server.logs()).not.toContain(secret.slice(7, 19));
});
