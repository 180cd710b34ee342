import { expect, test, vi } from "vitest";
import { TEST_SECRET } from "@/test/secret";
import { openIntent, sealIntent } from "./intent";

process.env.APP_SECRET = TEST_SECRET;

const SESSION = "0190a5b0-0000-7000-8000-000000000000";

test("an intent comes back for the state it was sealed with", async () => {
  const cookie = await sealIntent("connect", SESSION, "the state");
  expect(await openIntent(cookie, "the state")).toEqual({
    type: "connect",
    sessionId: SESSION,
    askedAt: expect.any(Date),
  });
});

test.each([
  ["of another request to the provider", async () => await sealIntent("connect", SESSION, "an older state")],
  ["that was made up", async () => JSON.stringify({ type: "connect", sid: SESSION, state: "the state" })],
  ["that was cut", async () => (await sealIntent("connect", SESSION, "the state")).slice(0, -4)],
  ["that is not there", async () => undefined],
])("an intent %s is none: it only signs in", async (_, cookie) => {
  expect(await openIntent(await cookie(), "the state")).toEqual({ type: "sign_in" });
});

test("an intent lapses after 15 minutes", async () => {
  const cookie = await sealIntent("confirm", SESSION, "the state");
  vi.useFakeTimers({ now: Date.now() + 16 * 60_000 });
  expect(await openIntent(cookie, "the state")).toEqual({ type: "sign_in" });
  vi.useRealTimers();
});
