import { afterEach, expect, test, vi } from "vitest";
import { whoIsHere } from "./who-is-here";

afterEach(() => vi.unstubAllGlobals());

const json = (status: number, body: unknown) => async () => Response.json(body, { status });

test.each([
  ["somebody", json(200, { user: { id: "1", email: "ada@example.com" } }), { id: "1", email: "ada@example.com" }],
  ["nobody", json(200, { user: null }), null],
  ["a server without its database", json(503, { code: "unavailable" }), undefined],
  ["a proxy that answers for the server", async () => new Response("<p>Bad gateway", { status: 200 }), undefined],
  ["no server", () => Promise.reject(new TypeError("Failed to fetch")), undefined],
])("who is signed in, by the answer of %s", async (_, answer, expected) => {
  vi.stubGlobal("fetch", answer);
  expect(await whoIsHere()).toEqual(expected);
});
