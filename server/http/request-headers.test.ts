import type { IncomingHttpHeaders } from "node:http";
import { expect, test } from "vitest";
import { overwriteHeaders } from "./request-headers";

const known = {
  origin: { address: "203.0.113.5", proto: "https", host: "app.example" } as const,
  requestId: "id",
  nonce: "nonce",
  csp: "policy",
  path: "/",
};

test.each([
  "forwarded",
  "x-real-ip",
  "x-client-ip",
  "true-client-ip",
  "cf-connecting-ip",
  "x-forwarded-port",
  "x-forwarded-prefix",
  "x-forwarded-server",
  "x-original-url",
  "x-rewrite-url",
  "x-http-method-override",
  "x-middleware-subrequest",
  "x-middleware-rewrite",
  "x-middleware-next",
  "x-middleware-override-headers",
  "x-middleware-request-authorization",
  "x-middleware-set-cookie",
  "x-middleware-prefetch",
  "x-invoke-path",
  "x-invoke-status",
  "x-matched-path",
  "x-now-route-matches",
  "x-vercel-id",
  "x-prerender-revalidate",
  "x-action-forwarded",
  "x-next-resume-state-length",
  "next-resume",
  "x-nextjs-data",
  "x-nextjs-request-id",
  "content-security-policy-report-only",
])("a client's %s is removed", (name) => {
  const headers: IncomingHttpHeaders = { [name]: "forged", host: "app" };
  overwriteHeaders(headers, known, { dev: false, byNext: false });
  expect(headers[name]).toBeUndefined();
});

test("what the server knows replaces what a client says", () => {
  const headers: IncomingHttpHeaders = {
    "x-request-id": "forged",
    "x-nonce": "forged",
    "content-security-policy": "script-src 'nonce-forged'",
    "x-forwarded-for": "forged",
    "x-forwarded-proto": "forged",
    "x-forwarded-host": "forged",
    "x-request-path": "/forged",
  };
  overwriteHeaders(headers, known, { dev: false, byNext: false });
  expect(headers).toEqual({
    "x-request-id": "id",
    "x-nonce": "nonce",
    "x-request-path": "/",
    "content-security-policy": "policy",
    "x-forwarded-for": "203.0.113.5",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "app.example",
  });
});

test.each(["authorization", "cookie", "next-action", "rsc", "next-router-state-tree", "origin", "user-agent"])(
  "a client's %s stays",
  (name) => {
    const headers: IncomingHttpHeaders = { [name]: "theirs" };
    overwriteHeaders(headers, known, { dev: false, byNext: false });
    expect(headers[name]).toBe("theirs");
  },
);

test("while developing, the browser part of Next.js may name its request", () => {
  const headers: IncomingHttpHeaders = { "x-nextjs-html-request-id": "theirs", "x-nextjs-data": "1" };
  overwriteHeaders(headers, known, { dev: true, byNext: false });
  expect([headers["x-nextjs-html-request-id"], headers["x-nextjs-data"]]).toEqual(["theirs", undefined]);
});

test.each([
  ["a=1; authjs.callback-url=x; b=2", "a=1; b=2"],
  ["__Secure-authjs.callback-url=%5B; a=1", "a=1"],
  ["a=1; __Secure-authjs.callback-url=%zz", "a=1"],
  ["authjs.callback-url=javascript%3A0", ""],
  ["authjs.callback-url=; a=1", "a=1"],
  [
    "a=1; authjs.callback-url=https%3A%2F%2Fapp.example%2Fdocs; b=2",
    "a=1; authjs.callback-url=https%3A%2F%2Fapp.example%2Fdocs; b=2",
  ],
  ["authjs.callback-url=/docs", "authjs.callback-url=/docs"],
  ["a=authjs.callback-url=x", "a=authjs.callback-url=x"],
])("of the cookies %j are left %j: no page to come back to that is no address", (cookie, left) => {
  const headers: IncomingHttpHeaders = { cookie };
  overwriteHeaders(headers, known, { dev: false, byNext: false });
  expect(headers.cookie).toBe(left);
});
