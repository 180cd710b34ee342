import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { FAILED_TITLE } from "@/lib/failed-page";
import { counts } from "@/lib/metrics/counts";
import { trackRequests } from "@/server/drain";
import { expectConsoleError } from "@/test/console";
import { trustOf } from "./forwarding";
import { plainTarget } from "./proper-request";
import { refuse, STARTING } from "./refusal";
import { type AtOnce, createHttpServer, type Handler } from "./server";

const bodies: string[] = [];
const seen: Record<string, unknown>[] = [];
const handle: Handler = async (request, response) => {
  seen.push(request.headers);
  if (request.url?.startsWith("/throw")) throw new Error("the handler's own words");
  if (request.url?.startsWith("/starting")) return refuse(response, "unavailable", STARTING);
  if (request.url?.startsWith("/late")) response.write("begun");
  if (request.url?.startsWith("/late")) throw new Error("after the answer has begun");
  if (request.url?.startsWith("/slow")) await sleep(300);
  if (request.url?.startsWith("/begin")) response.write("begun");
  if (request.url?.startsWith("/absent")) return answerAbsent(request, response);
  if (request.url?.startsWith("/failed")) return answerDocument(request, response, 500, FAILED);
  if (request.url?.startsWith("/stop")) return await stopReading(request, response);
  if (/^\/(read|begin)/.test(request.url ?? "")) bodies.push(await read(request));
  response.end("hello");
};
/** What Next.js answers where a page fails: the reference stands within a text of a script. */
const FAILED = `<html id="__next_error__"><head></head><body><div></div><script>push("{\\"digest\\":\\"4259703125\\"}")</script></body></html>`;
/** As Next.js does where a page says that it is not there, and where no page has the address. */
function answerAbsent(request: IncomingMessage, response: ServerResponse) {
  const isNowhere = request.url?.endsWith("/-/-");
  const words = `<html lang="en">nothing at ${request.url}, ${request.headers["x-nonce"]}</html>`;
  const html = isNowhere || request.url?.endsWith("/words") ? words : '<html id="__next_error__"><body></body></html>';
  answerDocument(request, response, 404, html);
}
function answerDocument(request: IncomingMessage, response: ServerResponse, status: number, html: string) {
  const isPacked = /gzip/.test(request.headers["accept-encoding"] ?? "");
  response.statusCode = status;
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  if (isPacked) response.setHeader("Content-Encoding", "gzip");
  response.flushHeaders();
  const body = isPacked ? gzipSync(html) : Buffer.from(html);
  response.write(body.subarray(0, 9));
  response.end(body.subarray(9));
}
/** What a handler gets: the number of bytes, or how reading failed. */
async function read(request: IncomingMessage): Promise<string> {
  let size = 0;
  try {
    for await (const chunk of request) size += chunk.length;
    return String(size);
  } catch (error) {
    return `failed after ${size}: ${error instanceof Error ? error.message : error}`;
  }
}
/** As a route does whose own limit is lower: it reads no further, and leaves the stream as it is. */
async function stopReading(request: IncomingMessage, response: ServerResponse) {
  const reading = Promise.race([once(request, "data"), once(request, "end")]);
  await reading;
  request.pause();
  response.statusCode = request.url === "/stop/413" ? 413 : 200;
  response.end("hello");
}
const policy = { dev: false, https: false, formActions: ["https://id.example"] };
const server = createHttpServer(handle, { trust: trustOf(["127.0.0.1"]), policy });
const drain = trackRequests(server);
server.listen(0, "127.0.0.1");
await once(server, "listening");
const portOf = (of: Server) => Number(JSON.parse(JSON.stringify(of.address())).port);
const port = portOf(server);
afterAll(() => server.listening && drain(0));

/** Send bytes as they are, and read until the server closes. */
const raw = (...parts: string[]) => rawTo(port, ...parts);
async function rawTo(at: number, ...parts: string[]): Promise<string> {
  const socket = connect(at, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  for (const part of parts) socket.write(part);
  // Also by a reset: of what was sent, not all is read.
  await new Promise((resolve) => socket.once("close", resolve));
  return answer;
}
const MiB = 1024 * 1024;
const close = "Connection: close\r\n\r\n";
const get = (path: string, headers = "") => raw(`GET ${path} HTTP/1.1\r\nHost: app\r\n${headers}${close}`);

describe("a page that is not there is answered with words, without a script", () => {
  const nonceOf = (answer: { headers: Headers }) =>
    /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1];
  test.each(["identity", "gzip"])("in %s", async (encoding) => {
    const answer = await fetch(`http://127.0.0.1:${port}/absent/page?code=1`, {
      headers: { "Accept-Encoding": encoding },
    });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe(`<html lang="en">nothing at /absent/page/-/-, ${nonceOf(answer)}</html>`);
  });

  test("one that has them is answered as it is", async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/absent/words`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe(`<html lang="en">nothing at /absent/words, ${nonceOf(answer)}</html>`);
  });
});

test.each([
  ["http://elsewhere.example", "/form", 400],
  ["null", "/form", 400],
  ["no origin at all", "/form", 400],
  ["http://app:81", "/form", 400],
  ["http://app", "/form", 200],
  ["https://app", "/form", 200],
  ["http://elsewhere.example", "/iam/v3/access-tokens/", 200],
  ["http://elsewhere.example", "/api/auth/callback/oidc", 200],
])("a form that comes from %s to %s is answered %i, and none is a fault of ours", async (origin, path, status) => {
  const answer = await raw(`POST ${path} HTTP/1.1\r\nHost: app\r\nOrigin: ${origin}\r\nContent-Length: 0\r\n${close}`);
  expect(answer).toMatch(`HTTP/1.1 ${status}`);
});

test.each(["identity", "gzip"])(
  "a page that failed says so without a script, with its reference, in %s",
  async (encoding) => {
    for (const method of ["GET", "POST"]) {
      const answer = await fetch(`http://127.0.0.1:${port}/failed`, {
        method,
        headers: { "Accept-Encoding": encoding },
      });
      const html = await answer.text();
      const [noscript = "", words = ""] = /<noscript>(.*?)<\/noscript>/s.exec(html) ?? [];
      expect([answer.status, words]).toEqual([500, expect.stringContaining(`${FAILED_TITLE}</h1>`)]);
      expect(words).toContain("<code>4259703125</code>");
      expect(html.replace(noscript, "")).toBe(FAILED);
    }
  },
);

describe("every answer has the security headers", () => {
  test.each<[string, number, () => Promise<string>]>([
    ["a usual one", 200, () => get("/")],
    ["one of a handler that throws", 500, () => get("/throw")],
    ["no HTTP at all", 400, () => raw("hello\r\n\r\n")],
    ["a header without a colon", 400, () => raw("GET / HTTP/1.1\r\nHost app\r\n\r\n")],
    [
      "both lengths, as in smuggling",
      400,
      () => raw("POST / HTTP/1.1\r\nHost: app\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ],
    ["no host", 400, () => raw(`GET / HTTP/1.1\r\n${close}`)],
    ["a host that cannot exist", 400, () => raw(`GET / HTTP/1.1\r\nHost: a/b\r\n${close}`)],
    ["two hosts", 400, () => get("/", "Host: other\r\n")],
    ["a path with half an escape", 400, () => get("/iam/v3/access-tokens/%zz/")],
    ["a path that is no UTF-8", 400, () => get("/docs/%E0%A4")],
    ["a path with the character NUL", 400, () => get("/docs/%00")],
    ["a coding of the body", 400, () => get("/", "Transfer-Encoding: gzip\r\n")],
    [
      "a coding beside the chunks",
      400,
      () => raw(`GET / HTTP/1.1\r\nHost: app\r\nTransfer-Encoding: gzip, chunked\r\n${close}`, "0\r\n\r\n"),
    ],
    ["chunks twice", 400, () => get("/", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")],
    ["what it would take in return", 200, () => get("/", "TE: trailers, deflate\r\n")],
    ["half an escape in the query", 200, () => get("/?x=%zz")],
    ["no host in HTTP/1.0", 400, () => raw("GET / HTTP/1.0\r\n\r\n")],
    ["no host in HTTP/1.0, for the health", 200, () => raw("GET /api/health HTTP/1.0\r\n\r\n")],
    ["no host in HTTP/1.0, for being ready", 200, () => raw("GET /api/health/ready/ HTTP/1.0\r\n\r\n")],
    ["no host in HTTP/1.1, for the health", 400, () => raw(`GET /api/health HTTP/1.1\r\n${close}`)],
    ["a host that cannot exist, for the health", 400, () => raw(`GET /api/health HTTP/1.1\r\nHost: a/b\r\n${close}`)],
    ["an absolute target", 400, () => get("http://evil.example/")],
    ["a target that is no path", 400, () => raw(`OPTIONS * HTTP/1.1\r\nHost: app\r\n${close}`)],
    ["an unusual method", 405, () => raw(`TRACE / HTTP/1.1\r\nHost: app\r\n${close}`)],
    [
      "a body that says it is large",
      413,
      () => raw(`POST /read HTTP/1.1\r\nHost: app\r\nContent-Length: ${MiB + 1}\r\n${close}`, "x".repeat(MiB + 1)),
    ],
    ["a server that is starting", 503, () => get("/starting")],
    ["an expectation", 417, () => get("/", "Expect: the-impossible\r\n")],
    ["an unusual method of verification", 403, () => raw(`PROPFIND /api/verify HTTP/1.1\r\nHost: app\r\n${close}`)],
    ["half an escape below verification", 403, () => get("/api/verify/%zz")],
    ["a way out of verification", 403, () => get("/api/verify/../health")],
    ["an escaped way out of verification", 403, () => get("/api/verify/a/.%2e/%2E%2e/../?x=1")],
    ["another way out of verification", 403, () => get("/api/verify\\\\..//..\\docs")],
    ["a way within verification", 200, () => get("/api/verify/a/../b/%252e%252e/c")],
    ["an expectation of verification", 403, () => get("/api/verify?x=1", "Expect: the-impossible\r\n")],
    [
      "a body for verification that says it is large",
      403,
      () =>
        raw(`POST /api/verify/ HTTP/1.1\r\nHost: app\r\nContent-Length: ${MiB + 1}\r\n${close}`, "x".repeat(MiB + 1)),
    ],
    ["20 KiB of headers", 431, () => get("/", `X-Long: ${"x".repeat(20_000)}\r\n`)],
    ["20 KiB of headers of forward authentication", 403, () => get("/api/verify", `X-Long: ${"x".repeat(20_000)}\r\n`)],
    ["an address of 20 KiB there", 403, () => get(`/api/verify?${"x".repeat(20_000)}`)],
  ])("%s: %i", async (_, status, ask) => {
    if (status === 500) expectConsoleError(/the handler's own words/);
    const answer = await ask();
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    for (const header of [
      // Of a page, or of the API.
      /^Content-Security-Policy: default-src ('self'; script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic'; .*|'none'; base-uri 'none'; form-action 'none'; )frame-ancestors 'none'\r?$/m,
      /^X-Request-Id: [0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]+\r?$/m,
      /^X-Content-Type-Options: nosniff\r?$/m,
      /^X-Frame-Options: DENY\r?$/m,
      /^Referrer-Policy: same-origin\r?$/m,
      /^Permissions-Policy: .*camera=\(\)/m,
      /^Cross-Origin-Opener-Policy: same-origin\r?$/m,
      /^Cross-Origin-Resource-Policy: same-origin\r?$/m,
      /^Cross-Origin-Embedder-Policy: require-corp\r?$/m,
      /^X-Permitted-Cross-Domain-Policies: none\r?$/m,
    ]) {
      expect(head).toMatch(header);
    }
    if (status === 200) return expect(answer).toContain("hello");
    const { detail, ...problem } = JSON.parse(body);
    expect(problem).toMatchObject({ status, code: expect.any(String), non_field_errors: [detail] });
    // What to do comes first.
    expect(Object.keys(JSON.parse(body))[0]).toBe("detail");
    expect(detail).toMatch(/^(Send|Fix|Use|Try|Remove) /);
    expect(head).toMatch(/^Content-Type: application\/problem\+json\r?$/m);
    expect(head).toMatch(/^Cache-Control: no-store\r?$/m);
  });
});

test.each([
  ["an address of 20 KiB", 431, `/oauth/revoke?${"x".repeat(20_000)}`],
  ["a path that cannot be decoded", 400, "/api/oauth/%E0%A4%A"],
])("%s below OAuth's is refused in the words of its RFCs", async (_, status, target) => {
  const answer = await get(target);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} .*^Content-Type: application/json\\r$`, "ms"));
  expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toEqual({
    error: "invalid_request",
    error_description: expect.stringMatching(/^(Send|Fix) /),
  });
});

test("what is too long to be read is refused without a body where HEAD asked", async () => {
  const answer = await raw(`HEAD /api/verify?${"x".repeat(20_000)} HTTP/1.1\r\nHost: app\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1.1 403 /);
  expect(answer.split("\r\n\r\n")[1]).toBe("");
});

test("of a server that is starting a browser gets a page that comes again, and everything else a problem", async () => {
  const page = await get("/starting", "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n");
  expect(page).toMatch(/^HTTP\/1.1 503 .*^Retry-After: 5\r$/ms);
  expect(page).toMatch(/^Content-Type: text\/html; charset=utf-8\r$/m);
  expect(page).toContain("<h1>Latchkey is starting</h1>");
  expect(page).toContain('<meta http-equiv="refresh" content="5">');
  for (const accept of ["", "Accept: */*\r\n", "Accept: application/json\r\n"]) {
    const problem = await get("/starting", accept);
    expect(problem).toMatch(/^HTTP\/1.1 503 .*^Retry-After: 5\r$/ms);
    expect(JSON.parse(problem.split("\r\n\r\n")[1] ?? "")).toMatchObject({ code: "unavailable", detail: STARTING });
  }
});

test.each([
  ["an address with half an escape", "/invitations/%zz", 400, "This link can't be opened"],
  ["what the server itself fails at", "/throw", 500, FAILED_TITLE],
])("of %s a browser gets a page, and everything else a problem", async (_what, path, status, title) => {
  // By each of the two requests.
  if (status === 500) for (let n = 0; n < 2; n++) expectConsoleError(/the handler's own words/);
  const page = await get(path, "Accept: text/html,*/*;q=0.8\r\n");
  expect(page).toMatch(new RegExp(`^HTTP/1.1 ${status} .*^Content-Type: text/html; charset=utf-8\r$`, "ms"));
  expect(page).toContain(`<h1>${title}</h1>`);
  expect(page).not.toContain("%zz");
  expect(await get(path)).toMatch(/^Content-Type: application\/problem\+json\r$/m);
});

test.each([
  ["//iam/v3//me/?x=a//b", "/iam/v3/me/?x=a//b"],
  ["/iam\\v3/me/", "/iam/v3/me/"],
  ["/docs?next=//evil.example", "/docs?next=//evil.example"],
  ["/", "/"],
])("the target %s means %s", (given, plain) => {
  expect(plainTarget(given)).toBe(plain);
});

describe("a secret in an address that is not the API's", () => {
  const secret = generateSecret("lk", "pat");
  test.each([
    `/${secret}`,
    `/api/auth/${secret}`,
    `/api/auth/signin?callbackUrl=/${secret}`,
    `/login?callbackUrl=%2F${secret.replaceAll("_", "%5F")}`,
    `/account/access-tokens?q=${secret.slice(0, 30)}`,
    `/docs/${encodeURIComponent(encodeURIComponent(` ${secret}`))}`,
    `/_next/image?url=/${secret}`,
  ])("%# is refused, and echoed nowhere", async (target) => {
    const [head = "", body = ""] = (await get(target)).split("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1.1 400 /);
    expect(JSON.parse(body).code).toBe("token_in_url");
    const page = await get(target, "Accept: text/html,*/*;q=0.8\r\n");
    expect(page).toContain("This URL contains an access token");
    for (const text of [head, body, page]) expect(text).not.toContain(secret.slice(7, 19));
  });

  test("the API's own addresses are left to the API, which says so itself", async () => {
    expect(await get(`/iam/v3/access-tokens/${secret}/`)).toContain("hello");
  });
});

const chunk = (length: number) => `${length.toString(16)}\r\n${"x".repeat(length)}\r\n`;
const chunked = (path: string, ...sizes: number[]) =>
  raw(
    `POST ${path} HTTP/1.1\r\nHost: app\r\nTransfer-Encoding: chunked\r\n${close}`,
    sizes.map(chunk).join(""),
    "0\r\n\r\n",
  );

describe("a body is counted, whatever it says of itself", () => {
  test.each([
    ["chunks", [MiB / 2, MiB / 2]],
    ["chunks that its way has cut into pieces of all sizes", [...Array.from({ length: 999 }, () => 1), MiB - 999]],
  ])("1 MiB in %s is read", async (_, sizes) => {
    expect(await chunked("/read", ...sizes)).toMatch(/^HTTP\/1.1 200 .*hello$/s);
    expect(bodies.splice(0)).toEqual([String(MiB)]);
  });

  test.each([
    ["of which the handler has read a part", [MiB, 1]],
    ["in many chunks", Array.from({ length: 80 }, () => MiB / 8)],
    ["in one chunk", [3 * MiB]],
    ["in pieces that cost more than they hold", Array.from({ length: 20_000 }, () => 1)],
  ])("more, %s, is 413 and ends the connection; the handler gets an error", async (_, sizes) => {
    const answer = await chunked("/read", ...sizes);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toMatch(/^Connection: close\r?$/m);
    expect(answer).toMatch(/^Content-Type: application\/problem\+json\r?$/m);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({ status: 413, code: "body_too_large" });
    await expect
      .poll(() => bodies.splice(0))
      .toEqual([expect.stringMatching(/^failed after \d{1,7}: The body is too large\.$/)]);
  });

  test.each([
    ["an answer that has not begun is 400", "/read", /^HTTP\/1.1 400 (?!.*HTTP\/1.1)/s],
    ["an answer that has begun is cut off, and nothing written into it", "/begin", /^HTTP\/1.1 200 (?!.*HTTP\/1.1)/s],
  ])("chunks that are malformed: %s", async (_, path, expected) => {
    expect(
      await raw(`POST ${path} HTTP/1.1\r\nHost: app\r\nTransfer-Encoding: chunked\r\n\r\n`, chunk(10), "no chunk\r\n"),
    ).toMatch(expected);
    await expect.poll(() => bodies.splice(0)).toEqual([expect.stringMatching(/^failed after 10: /)]);
  });

  // Each of them waits for the second that such a body has.
  test.concurrent.each([
    ["that no handler reads", "/", 200],
    ["of which a handler reads a part", "/stop", 200],
    ["that a handler refuses half way", "/stop/413", 413],
    ["that a handler reads", "/read", 413],
    ["of which a handler reads a part, and that closes the connection", "/stop", 200, "Connection: close\r\n"],
  ])("one without end, %s, ends the connection soon after the answer", async (_, path, status, header = "") => {
    const head = `POST ${path} HTTP/1.1\r\nHost: app\r\n${header}Transfer-Encoding: chunked\r\n\r\n`;
    const { answer, sent } = await pour(head, chunk(64 * 1024));
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} .*\r\n\r\n.`, "s"));
    if (status === 413) expect(answer).toMatch(/^Connection: close\r$/m);
    // What the two systems keep for a reader is some MiB by itself.
    expect(sent).toBeLessThan(MOST_POURED);
    bodies.splice(0);
  });

  test("what no handler reads of a body within the limit leaves the connection to the next request", async () => {
    const body = `Content-Length: ${MiB / 2}\r\n\r\n${"x".repeat(MiB / 2)}`;
    for (const path of ["/", "/stop"]) {
      const request = `POST ${path} HTTP/1.1\r\nHost: app\r\n${body}`;
      const answers = await raw(request, `GET / HTTP/1.1\r\nHost: app\r\n${close}`);
      expect(answers.match(/HTTP\/1.1 200 /g)).toHaveLength(2);
    }
  });
});

const MOST_POURED = 24 * MiB;

/** Send pieces for as long as the server takes them, up to a limit. */
async function pour(head: string, piece: string): Promise<{ answer: string; sent: number }> {
  const socket = connect(port, "127.0.0.1");
  let [answer, sent] = ["", 0];
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write(head);
  while (!socket.destroyed && sent < MOST_POURED) {
    sent += piece.length;
    if (!socket.write(piece)) await Promise.race([once(socket, "drain"), closed]).catch(() => {});
  }
  socket.destroy();
  await closed;
  return { answer, sent };
}

test.each([
  ["with a length", "Content-Length: 6\r\n", "abc", "def"],
  ["in chunks", "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n", "3\r\ndef\r\n0\r\n\r\n"],
])(
  "a client that sends its body %s after a refusal is not reset and reads it, and nothing after it is taken",
  async (_, header, ...parts) => {
    for (const refusedFor of ["Origin: http://elsewhere.example", "Host: two"]) {
      const socket = connect(port, "127.0.0.1");
      socket.write(`POST /form HTTP/1.1\r\nHost: app\r\n${refusedFor}\r\n${header}\r\n`);
      const [answer] = await once(socket, "data");
      expect(String(answer)).toMatch(/^HTTP\/1.1 400 [\s\S]*\r\nConnection: close\r\n/);
      const errors: string[] = [];
      socket.on("error", ({ message }) => errors.push(message));
      const closed = once(socket, "close");
      const next = "GET / HTTP/1.1\r\nHost: app\r\nX-After: refusal\r\n\r\n";
      for (const [n, part] of parts.entries())
        await new Promise((resolve) => socket.write(n === parts.length - 1 ? part + next : part, resolve));
      await closed;
      expect(errors).toEqual([]);
      expect(seen.some((headers) => headers["x-after"] === "refusal")).toBe(false);
    }
  },
);

test("how long an answer takes counts from where what is asked first has begun", async () => {
  const atOnce: AtOnce = (_request, _response, otherwise) => {
    otherwise(performance.now() - 60_000);
    return true;
  };
  const waiting = createHttpServer(handle, { trust: trustOf(["127.0.0.1"]), policy, atOnce });
  waiting.listen(0, "127.0.0.1");
  await once(waiting, "listening");
  const before = counts().durations.get("verify")?.seconds ?? 0;
  expect(await rawTo(portOf(waiting), `GET /api/verify HTTP/1.1\r\nHost: app\r\n${close}`)).toContain("200 OK");
  await expect.poll(() => (counts().durations.get("verify")?.seconds ?? 0) - before).toBeGreaterThan(59);
  waiting.close();
});

test("no two answers have the same nonce, and the handler is told the same one", async () => {
  const nonces = await Promise.all([1, 2].map(async () => /'nonce-([^']+)'/.exec(await get("/nonce"))?.[1]));
  expect(new Set(nonces).size).toBe(2);
  expect(seen.map((headers) => headers["x-nonce"])).toEqual(expect.arrayContaining(nonces));
});

test("a form may lead to the identity provider, and nowhere else", async () => {
  expect(await get("/")).toContain("form-action 'self' https://id.example;");
});

test("HSTS is on every answer of an instance that is used by https, and on none of another", async () => {
  const secure = createHttpServer(handle, { trust: trustOf(["127.0.0.1"]), policy: { ...policy, https: true } });
  secure.listen(0, "127.0.0.1");
  await once(secure, "listening");
  const at = portOf(secure);
  const hsts = /^Strict-Transport-Security: max-age=31536000\r?$/m;
  for (const text of ["", "X-Forwarded-Proto: https\r\n", "X-Forwarded-Proto: http\r\n", "no header\r\n"]) {
    const request = `GET / HTTP/1.1\r\nHost: app\r\n${text}${close}`;
    expect(await rawTo(at, request)).toMatch(hsts);
    expect(await raw(request)).not.toMatch(/^Strict-Transport-Security/m);
  }
  secure.close();
});

test("an error is logged without query, headers and body", async () => {
  const lines: string[] = [];
  const original = console.error;
  console.error = (line: string) => lines.push(line);
  await raw(
    `POST /throw?token=in-the-query HTTP/1.1\r\nHost: app\r\nAuthorization: Bearer in-the-header\r\nContent-Length: 11\r\n${close}`,
    "in-the-body",
  ).finally(() => {
    console.error = original;
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[0-9a-f-]{36} POST \/throw: Error: the handler's own words\n/);
  expect(lines[0]).not.toMatch(/in-the/);
});

test("an answer that fails half way is cut off, not ended as if it were whole", async () => {
  expectConsoleError(/after the answer has begun/);
  expect(await get("/late")).not.toMatch(/0\r\n\r\n$/);
});

test("a HEAD that is refused has no body", async () => {
  expect(await raw("HEAD / HTTP/1.1\r\n\r\n")).toMatch(/^HTTP\/1.1 400 .*\r\n\r\n$/s);
});

test("when it stops, a request in flight is answered, a hanging connection is closed, a new one refused", async () => {
  const slow = get("/slow");
  const hanging = raw("GET / HTTP/1.1\r\nHos");
  const idle = raw("GET / HTTP/1.1\r\nHost: app\r\n\r\n");
  await sleep(100);
  const begun = Date.now();
  await drain(30_000);
  expect(await slow).toMatch(/hello/);
  await Promise.all([hanging, idle]);
  expect(Date.now() - begun).toBeLessThan(15_000);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});
