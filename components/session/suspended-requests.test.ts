import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { suspendRequests } from "./suspended-requests";

const HELD = { status: 401, headers: { "x-suspended": "signed_out" } };
const HELD_ACTION = { status: 303, headers: { "x-action-redirect": "/login?callbackUrl=%2F&held=other_account;push" } };

let answers: ResponseInit[] = [];
let sent: { input: unknown; init: RequestInit | undefined; headers: Headers }[] = [];
let held: string[] = [];
// What is wrapped is wrapped once.
const page = {
  location: new URL("https://keys.example/account"),
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    sent.push({ input, init, headers: new Headers(init?.headers) });
    return new Response(null, answers.shift() ?? { status: 200 });
  },
};

beforeEach(() => {
  [answers, sent, held] = [[], [], []];
  vi.stubGlobal("window", page);
  suspendRequests("ada", async (why) => void held.push(why));
});

// The next file shares the process.
afterAll(() => void vi.unstubAllGlobals());

test("what is asked of our server waits for its account, and is sent again as it was", async () => {
  answers = [HELD, HELD];
  const init = { method: "POST", body: '{"read":"all"}', headers: { "Content-Type": "application/json" } };
  const answer = await page.fetch("/account/notifications/bell", init);
  expect([answer.status, held]).toEqual([200, ["signed_out", "signed_out"]]);
  expect(sent.map(({ input, init: { method, body } = {}, headers }) => [input, method, body, [...headers]])).toEqual(
    Array(3).fill([
      "/account/notifications/bell",
      "POST",
      init.body,
      [
        ["content-type", "application/json"],
        ["x-rendered-for", "ada"],
      ],
    ]),
  );
});

test("so does an action", async () => {
  answers = [HELD_ACTION];
  const answer = await page.fetch("/account/profile", { method: "POST", headers: { "next-action": "1" } });
  expect([answer.status, held, sent.length]).toEqual([200, ["other_account"], 2]);
});

test("what the page asks by itself gets its refusal, and nobody is asked to sign in for it", async () => {
  answers = [HELD];
  const answer = await page.fetch("/account/access-tokens/last-used", { headers: { "x-unasked": "1" } });
  expect([answer.status, held, sent.length]).toEqual([401, [], 1]);
});

test("a 401 that says nothing of the session is an answer like any other", async () => {
  answers = [{ status: 401 }];
  expect((await page.fetch("/login/again", { method: "POST" })).status).toBe(401);
  expect(held).toEqual([]);
});

test.each<[string, RequestInfo | URL, RequestInit?]>([
  ["a page that the router fetches", "/account/profile?_rsc=1", { headers: { RSC: "1" } }],
  ["a request without a cookie", "/iam/v3/me/", { credentials: "omit" }],
  ["another site", "https://other.example/"],
  ["what cannot be sent twice", new Request("https://keys.example/", { method: "POST", body: "once" })],
])("%s is left alone", async (_, input, init) => {
  answers = [HELD];
  expect((await page.fetch(input, init)).status).toBe(401);
  expect([held, sent.map(({ headers }) => headers.has("x-rendered-for"))]).toEqual([[], [false]]);
});
