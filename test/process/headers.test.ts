import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../database/database";
import { createToken, createUser } from "../fixtures";
import { sessionHeaderOf } from "../http/session-cookie";
import { encodeReply, serverActions } from "../matrix/server-action";
import { TEST_SECRET } from "../secret";
import { cleanUp, launchReady, makeDataDir } from "./launch";

const dataDir = makeDataDir();
const { db, url: databaseUrl, destroy } = await createTestDatabase();
const user = await createUser(db);
const { secret } = await createToken(db, user);
const server = await launchReady({
  DATA_DIR: dataDir,
  DATABASE_URL: databaseUrl,
  APP_SECRET: TEST_SECRET,
  // Whoever can connect from another loopback address than the server itself does is behind a proxy here.
  TRUSTED_PROXIES: "192.0.2.1,127.0.0.2",
});
afterAll(async () => {
  await cleanUp(dataDir);
  await destroy();
});

const bearer = { Authorization: `Bearer ${secret}` };

/** An answer, its status and its headers in lower case; what is asked is sent byte for byte, and nothing after it if it then ends. */
async function raw(
  request: string,
  { thenEnds = false } = {},
): Promise<{ status: number; headers: Map<string, string>; body: string }> {
  const socket = connect(Number(new URL(server.url).port), "localhost");
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  socket.write(request);
  if (thenEnds) socket.end();
  await once(socket, "close");
  const [head = "", body = ""] = text.split("\r\n\r\n", 2);
  const [first = "", ...lines] = head.split("\r\n");
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 2)] as const),
  );
  return { status: Number(first.split(" ")[1]), headers, body };
}

async function ask(path: string, init: RequestInit = {}) {
  const answer = await fetch(server.url + path, { redirect: "manual", ...init });
  return { status: answer.status, headers: new Map(answer.headers), body: await answer.text() };
}

const page = await ask("/login");
const asset = /\/_next\/static\/[^"]+\.js/.exec(page.body)?.[0] ?? "";

const API = /API|endpoint|health|being ready|a token that cannot/;

describe("the security headers are on", () => {
  test.each<[string, number, () => ReturnType<typeof ask>]>([
    ["a page", 200, () => ask("/login")],
    ["the first page", 200, () => ask("/")],
    ["a redirect", 307, () => ask("/account/access-tokens")],
    ["a script", 200, () => ask(asset)],
    ["a script that does not exist", 404, () => ask("/_next/static/chunks/nothing.js")],
    ["an image to make smaller", 404, () => ask("/_next/image?url=%2Ficon.svg&w=64&q=75")],
    ["a page that does not exist", 404, () => ask("/nothing/here")],
    ["the API", 200, () => ask("/iam/v3/me/", { headers: bearer })],
    ["a refusal of the API", 401, () => ask("/iam/v3/me/")],
    ["an endpoint that does not exist", 404, () => ask("/iam/v3/nothing/", { headers: bearer })],
    ["the health check", 200, () => ask("/api/health")],
    ["a path that cannot be decoded", 400, () => ask("/%E0%A4%A")],
    ["a page that cannot be decoded", 400, () => ask("/organisations/%zz")],
    ["a token that cannot be decoded", 400, () => ask("/iam/v3/access-tokens/%zz/", { headers: bearer })],
    ["a sign-in that cannot be decoded", 400, () => ask("/api/auth/%zz")],
    [
      "an action that cannot be decoded",
      400,
      () => ask("/login/%zz", { method: "POST", headers: { "Next-Action": "0" } }),
    ],
    ["the health in HTTP/1.0", 200, () => raw("GET /api/health HTTP/1.0\r\n\r\n")],
    ["being ready in HTTP/1.0", 200, () => raw("GET /api/health/ready/ HTTP/1.0\r\n\r\n")],
    ["a malformed request", 400, () => raw("GET / HTTP/1.1\r\nno header\r\n\r\n")],
    ["a request without a host", 400, () => raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")],
  ])("%s (%i)", async (name, status, get) => {
    const answer = await get();
    expect(answer.status).toBe(status);
    const header = (name: string) => answer.headers.get(name);
    expect(header("content-security-policy")).toMatch(
      // What a browser shows of the API does, loads and frames nothing.
      /^(default-src 'none'|default-src 'self'; script-src 'self' 'nonce-[^']{24}' 'strict-dynamic'; style-src 'self' 'nonce-[^']{24}'; .*); base-uri 'none'; .*; frame-ancestors 'none'$/,
    );
    expect(header("content-security-policy")?.startsWith("default-src 'none'")).toBe(API.test(name));
    expect(header("x-request-id")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(header("x-content-type-options")).toBe("nosniff");
    expect(header("x-frame-options")).toBe("DENY");
    expect(header("referrer-policy")).toBe("same-origin");
    expect(header("permissions-policy")).toContain("geolocation=()");
    expect(header("cross-origin-opener-policy")).toBe("same-origin");
    expect(header("cross-origin-resource-policy")).toBe("same-origin");
    expect(header("strict-transport-security")).toBeUndefined();
    expect(header("x-powered-by")).toBeUndefined();
  });
});

test("bodies without an end cost neither memory nor other people's time", async () => {
  const before = memoryOf(server.pid);
  const cookie = await sessionHeaderOf(db, user);
  const posts = [
    ["/account/notifications/bell", "application/json"],
    ["/iam/v3/access-tokens/", "application/json"],
    ["/api/auth/callback/credentials", "application/x-www-form-urlencoded"],
    ["/login", "multipart/form-data; boundary=x"],
  ] as const;
  const statuses = Promise.all(
    [...posts, ...posts].map(([path, type]) => postWithoutEnd(path, { ...bearer, cookie, "Content-Type": type })),
  );
  const waits: number[] = [];
  let over = false;
  void statuses.finally(() => {
    over = true;
  });
  while (!over) {
    const asked = performance.now();
    expect((await ask("/api/health")).status).toBe(200);
    waits.push(performance.now() - asked);
  }
  expect(await statuses).toEqual(Array(8).fill(413));
  expect(memoryOf(server.pid) - before).toBeLessThan(150);
  expect(Math.max(...waits)).toBeLessThan(3_000);
});

/** Post 150 MB in chunks, or as much of it as the server takes. @returns the status of its answer */
async function postWithoutEnd(path: string, headers: Record<string, string>): Promise<number> {
  const block = Buffer.alloc(64 * 1024, " ");
  const blocks = Readable.from(Array.from({ length: 2_400 }, () => block));
  const asked = request(server.url + path, {
    method: "POST",
    headers: { ...headers, "Transfer-Encoding": "chunked" },
  });
  // It is not taken to its end.
  asked.on("error", () => {});
  blocks.pipe(asked);
  const [answer] = await once(asked, "response");
  answer.resume();
  await once(answer, "close");
  return answer.statusCode;
}

/** The memory of a process, in MB. */
function memoryOf(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}

test("every script of a page has the nonce of its answer", () => {
  const nonce = /'nonce-([^']+)'/.exec(page.headers.get("content-security-policy") ?? "")?.[1];
  const scripts = page.body.match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(3);
  for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  for (const style of page.body.match(/<style\b[^>]*>/g) ?? []) expect(style).toContain(`nonce="${nonce}"`);
});

describe("a forged header changes nothing:", () => {
  const FORGED = {
    "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
    "x-middleware-next": "1",
    "x-middleware-rewrite": "/api/health",
    "x-middleware-override-headers": "authorization",
    "x-middleware-request-authorization": `Bearer ${secret}`,
    "x-invoke-path": "/api/health",
    "x-matched-path": "/api/health",
    "x-now-route-matches": "1=health",
    "x-nextjs-data": "1",
    "x-prerender-revalidate": "1",
    "x-action-forwarded": "1",
    "x-original-url": "/api/health",
    "x-rewrite-url": "/api/health",
    "x-http-method-override": "DELETE",
    "next-resume": "1",
    "x-real-ip": "192.0.2.1",
    forwarded: "for=192.0.2.1;proto=https;host=evil.example",
    "x-forwarded-for": "192.0.2.1",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "evil.example",
    "x-request-id": "forged",
    "x-nonce": "forged",
    "content-security-policy": "script-src 'nonce-Zm9yZ2Vk'",
  };
  test.each(Object.entries(FORGED))("%s", async (name, value) => {
    const forged = { [name]: value };
    for (const path of ["/iam/v3/me/", "/iam/v3/access-tokens/", "/api/iam/v3/access-tokens/"]) {
      const answer = await ask(path, { headers: forged });
      expect([answer.status, JSON.parse(answer.body).code]).toEqual([401, "credentials_missing"]);
    }
    const list = await ask("/iam/v3/access-tokens/?page_size=1", { headers: { ...bearer, ...forged } });
    expect([list.status, list.body.includes("evil.example")]).toEqual([200, false]);
    const closed = await ask("/account/access-tokens", { headers: forged });
    expect([closed.status, closed.headers.get("location")]).toEqual([
      307,
      expect.stringMatching(/^(http:\/\/localhost:\d+)?\/login/),
    ]);
    const login = await ask("/login", { headers: forged });
    expect([login.status, login.body.includes("Zm9yZ2Vk") || login.body.includes("evil.example")]).toEqual([
      200,
      false,
    ]);
    expect(login.headers.get("x-request-id")).not.toBe("forged");
    expect(login.headers.get("strict-transport-security")).toBeUndefined();
  });
});

// Of Linux's loopback every address is there.
describe.runIf(process.platform === "linux")("behind a proxy with TLS", () => {
  const PROXIED = {
    Host: "app.example",
    Origin: "https://app.example",
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "app.example",
  };

  /** Sign in with the form of the page `/login`, as a browser calls it on a page. */
  async function signIn(page: string, user: { email: string; password: string }) {
    const action = serverActions().find(({ name }) => name.endsWith("/login/actions.ts#signInAction"));
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...user, callbackUrl: "/account/security" })) form.set(name, value);
    const body = new Request("http://app.example", {
      method: "POST",
      body: await encodeReply([{ status: "idle" }, form]),
    });
    const asked = request(server.url + page, {
      method: "POST",
      localAddress: "127.0.0.2",
      family: 4,
      headers: {
        ...PROXIED,
        Accept: "text/x-component",
        "Next-Action": action?.id,
        "Content-Type": body.headers.get("content-type") ?? "",
      },
    });
    asked.end(Buffer.from(await body.arrayBuffer()));
    const [answer] = await once(asked, "response");
    answer.setEncoding("utf8");
    let text = "";
    for await (const part of answer) text += part;
    return { status: answer.statusCode, headers: answer.headers, text };
  }

  async function signInsOf({ id }: { id: string }) {
    const rows = await db.selectFrom("activity").select(["type", "address"]).where("user_id", "=", id).execute();
    return rows.filter(({ type }) => type === "user.signed_in").map(({ address }) => address);
  }

  test("signing in answers with the page that it leads to, in the name of the client", async () => {
    const ada = await createUser(db);
    const { status, headers, text } = await signIn("/login", { email: ada.email, password: ada.password });
    expect([status, headers["x-action-redirect"]]).toEqual([200, "/account/security;push"]);
    expect(headers["content-type"]).toBe("text/x-component");
    expect(text).toContain("203.0.113.9");
    expect(await signInsOf(ada)).toEqual(["203.0.113.9"]);
  });

  test.each(["/forgot-password", "/account/security"])(
    "an action that %s lacks runs in the name of the client",
    async (page) => {
      const ada = await createUser(db);
      await signIn(page, { email: ada.email, password: ada.password });
      expect(await signInsOf(ada)).toEqual(["203.0.113.9"]);
    },
  );
});

test("a word of one's own does not pass for the server's", async () => {
  for (const word of ["", "x", "undefined", "__proto__"]) {
    const headers = { "x-first-hop": word, "x-forwarded-for": "203.0.113.9", "x-forwarded-host": "evil.example" };
    const list = await ask("/iam/v3/access-tokens/?page_size=1", { headers: { ...bearer, ...headers } });
    expect([list.status, list.body.includes("evil.example")]).toEqual([200, false]);
  }
});

describe("a body that nobody can read is its sender's fault", () => {
  const field = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n';
  const MULTIPART = "multipart/form-data; boundary=x";
  const FORM = "application/x-www-form-urlencoded";
  test.each([
    ["JSON that breaks off", "/iam/v3/access-tokens/leaked/", "application/json", 500, '{"tokens":'],
    ["a form for the API that breaks off", "/oauth/revoke", FORM, 500, "token=a"],
    ["a form with fields that breaks off", "/search", FORM, 500, "q=a"],
    ["a form of a page that breaks off", "/login", MULTIPART, 500, field],
    ["a form of a page without its boundary", "/login", MULTIPART, 3, "abc"],
    ["a form of a page that names no boundary", "/login", "multipart/form-data", 3, "abc"],
    ["a form of a page without a part", "/login", MULTIPART, 0, ""],
    ["a form of a page without an action", "/login", MULTIPART, field.length + 5, `${field}--x--`],
    ["a piece without a length", "/iam/v3/access-tokens/leaked/", "application/json", "chunked", "2\r\n{}\r\nzz\r\n"],
  ])("%s", async (_, path, type, length, body) => {
    const sent = length === "chunked" ? "Transfer-Encoding: chunked" : `Content-Length: ${length}`;
    const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${type}\r\n${sent}`;
    expect((await raw(`${head}\r\n\r\n${body}`, { thenEnds: length === 500 })).status).toBe(400);
  });
});

describe("a call of a server action that nobody can read is its sender's fault", () => {
  const signIn = serverActions().find(({ name }) => name.endsWith("#signInAction"))?.id ?? "";
  const part = (text: string) => `--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n${text}\r\n--x--\r\n`;
  const MULTIPART = "multipart/form-data; boundary=x";
  test.each([
    ["JSON that breaks off", "text/plain;charset=UTF-8", "[{"],
    ["nothing", "text/plain;charset=UTF-8", ""],
    ["a part that is not there", "text/plain;charset=UTF-8", '["$F1"]'],
    ["a file that is not there", "text/plain;charset=UTF-8", '["$B1"]'],
    ["a list that is none", "text/plain;charset=UTF-8", '["$Q0"]'],
    ["a form with JSON that breaks off", MULTIPART, part("{")],
    ["a form that names no boundary", "multipart/form-data", "abc"],
  ])("%s", async (_, type, body) => {
    const head = `POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nNext-Action: ${signIn}`;
    const sent = `Content-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}`;
    expect((await raw(`${head}\r\n${sent}\r\n\r\n${body}`)).status).toBe(400);
  });
});

test("nothing of all this is a stack in the log", () => {
  expect(server.output()).not.toMatch(/^\s+at /m);
  expect(server.output()).not.toMatch(/error/i);
});
