import type { RequestShape } from "../load/job";
import { CREATORS } from "../seed/rows";
import { NUMBERS, secretOf } from "../seed/secret";
import type { Row } from "./row";

const HOT = { from: 0, count: 1_000 };
const BEARER = { Authorization: "Bearer {secret}" };

/** Which of the endpoints answer that a version may not have yet. */
export type There = { verify: boolean; introspect: boolean };

const get = (path: string, headers: Record<string, string> = BEARER): RequestShape => ({
  method: "GET",
  path,
  headers,
});

export const VERIFY = get("/api/verify");
export const ME = get("/iam/v3/me/");
export const INTROSPECT: RequestShape = {
  method: "POST",
  path: "/oauth/introspect",
  headers: {
    Authorization: `Bearer ${secretOf(NUMBERS.verifier)}`,
    "Content-Type": "application/x-www-form-urlencoded",
  },
  body: "token={secret}",
};
const LIST = get("/iam/v3/access-tokens/?page_size=100");
const CREATE: RequestShape = {
  method: "POST",
  path: "/iam/v3/access-tokens/",
  headers: { ...BEARER, "Content-Type": "application/json" },
  body: JSON.stringify({ label: "made by a benchmark", scopes: ["tokens:read"] }),
};
const LAST_CHARACTER = /.$/;

/**
 * What is measured, in the order of the table. The fastest way in that is there stands for all that is asked of the check itself: how it
 * does beside other hit rates, more rows, and revocations.
 */
export function rowsOf(there: There): Row[] {
  const hot = there.verify ? VERIFY : ME;
  const missing = (is: boolean) => (is ? undefined : "not there");
  const mistyped = secretOf(0).replace(LAST_CHARACTER, (last) => (last === "x" ? "y" : "x"));
  return [
    { name: "bare", title: "node:http that answers nothing", server: "bare", shape: get("/", {}) },
    { name: "map", title: "SHA-256 and a Map", server: "map", shape: get("/"), traffic: { hot: HOT } },
    { name: "lookup", title: "a prepared look-up", server: "lookup", shape: get("/"), traffic: { hot: HOT } },
    {
      name: "lookup-0",
      title: "… of another row each time",
      server: "lookup",
      shape: get("/"),
      traffic: { hot: HOT, fresh: 100 },
    },
    { name: "next-handler", title: "a bare Next.js handler", server: "next", shape: get("/handler", {}) },
    { name: "next-page", title: "a bare dynamic Next.js page", server: "next", shape: get("/page", {}) },
    {
      ...{ name: "health", title: "GET /api/health", server: "ours-middle", shape: get("/api/health", {}) },
      against: "next-handler",
    },
    {
      ...{ name: "verify", title: "/api/verify, warm", server: "ours-middle", shape: VERIFY, traffic: { hot: HOT } },
      ...{ against: "map", least: 0.6, tail: 6, missing: missing(there.verify) },
    },
    {
      ...{ name: "introspect", title: "/oauth/introspect, warm", server: "ours-middle", shape: INTROSPECT },
      ...{ traffic: { hot: HOT }, against: "map", least: 0.5, missing: missing(there.introspect) },
    },
    {
      ...{ name: "me", title: "/iam/v3/me/, warm", server: "ours-middle", shape: ME, traffic: { hot: HOT } },
      ...{ against: "map", least: 0.5 },
    },
    {
      ...{ name: "hits-90", title: `${hot.path}, 90 % hits`, server: "ours-hits", shape: hot },
      ...{ traffic: { hot: HOT, fresh: 10 }, against: "map" },
    },
    {
      ...{ name: "hits-0", title: `${hot.path}, 0 % hits`, server: "ours-hits", shape: hot },
      ...{ traffic: { hot: HOT, fresh: 100 }, against: "lookup-0", least: 0.8 },
    },
    { name: "small", title: `${hot.path}, 1,000 rows`, server: "ours-small", shape: hot, traffic: { hot: HOT } },
    {
      ...{
        name: "large",
        title: `${hot.path}, among all rows`,
        server: "ours-large",
        shape: hot,
        traffic: { hot: HOT },
      },
      ...{ against: "small", least: 0.95 },
    },
    { name: "quiet", title: `${hot.path}, quiet`, server: "ours-middle", shape: hot, traffic: { hot: HOT } },
    {
      ...{ name: "revoking", title: "… beside 100 revocations a second", server: "ours-middle", shape: hot },
      ...{ traffic: { hot: HOT }, against: "quiet", least: 0.9, tail: 10, beside: "revocations" },
    },
    {
      ...{ name: "mistyped", title: "/iam/v3/me/, a mistyped secret", server: "ours-middle", against: "map" },
      ...{ shape: get(ME.path, { Authorization: `Bearer ${mistyped}` }), expects: [401] },
    },
    {
      ...{ name: "nobody", title: "/iam/v3/me/, a secret that nobody has", server: "ours-middle", shape: ME },
      // 429: whoever guesses is slowed down.
      ...{ traffic: { hot: { from: NUMBERS.nobody, count: 1_000 } }, expects: [401, 429], against: "map" },
    },
    {
      ...{ name: "list", title: "a list of 100 tokens", server: "ours-middle", shape: LIST, traffic: { hot: HOT } },
      ...{ against: "next-handler", least: 0.8 },
    },
    {
      ...{ name: "create", title: "create a token", server: "ours-middle", shape: CREATE, expects: [201] },
      ...{ traffic: { hot: { from: NUMBERS.creators, count: CREATORS } }, against: "next-handler", least: 0.3 },
    },
  ] satisfies Row[];
}
