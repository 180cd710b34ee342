import { expect, test } from "vitest";
import { noticeMessage } from "./notice-message";

const now = new Date("2026-11-25T12:00:00Z");
const tokenId = "01999a12-2ca1-707f-b8bb-dc467e2df999";
const token = `/account/access-tokens/${tokenId}`;
const expiry = (kind: "token_expires" | "token_expired", expires_at: string) =>
  noticeMessage({ kind, tokenId, detail: { label: "MacBook Pro", expires_at } }, { now, timezone: "Europe/Zurich" });

test("a token that expires can be rotated or extended, and the exact moment is told", () => {
  const words = expiry("token_expires", "2026-12-02T12:00:00.000Z");
  expect(words.title).toBe("MacBook Pro expires in 7 days");
  expect(words.text).toContain("2 Dec 2026, 13:00 (Europe/Zurich, UTC+1)");
  expect(words.links).toEqual([
    { label: "Extend", path: `${token}?extend=1` },
    { label: "Rotate", path: `${token}?rotate=1` },
  ]);
});

test("one that has expired can only be extended, also when the notice was made before", () => {
  for (const kind of ["token_expires", "token_expired"] as const) {
    const words = expiry(kind, "2026-11-25T12:00:00.000Z");
    expect(words.title).toBe("MacBook Pro has expired");
    expect(words.links).toEqual([{ label: "Extend", path: `${token}?extend=1` }]);
  }
});

test("what is no longer so is told as what was", () => {
  const detail = { label: "MacBook Pro", expires_at: "2026-11-20T12:00:00.000Z" };
  const words = noticeMessage({ kind: "token_expires", tokenId, detail, outdated: true }, { now, timezone: "UTC" });
  expect(words.title).toBe("MacBook Pro was about to expire");
  expect(words.links).toEqual([{ label: "View token", path: token }]);
});
