import { expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { placeOf } from "./place";

const SECRET = generateSecret("lk", "pat");

test.each<[unknown, string | null]>([
  ["https://github.example/a/b/blob/main/.env#L3", "https://github.example/a/b/blob/main/.env#L3"],
  [" http://gist.example/1\n", "http://gist.example/1"],
  ["https://x.example/a\u202eb\u0000c\nd", "https://x.example/ab c d"],
  [`https://x.example/${"é".repeat(400)}`, `https://x.example/${"é".repeat(281)}…`],
  ["", null],
  [null, null],
  [undefined, null],
  ["javascript:alert(1)", null],
  ["a word", null],
  ["https://", null],
  [`https://x.example/?q=${SECRET}`, "https://x.example/?q=***"],
  [`https://x.example/?q=${SECRET.slice(0, -2)}`, null],
  [`https://x.example/?q=${encodeURIComponent(encodeURIComponent(SECRET).replaceAll("_", "%5F"))}`, null],
  [`https://x.example/?q=${btoa(`x:${SECRET}`)}`, null],
])("%j is shown as %j", (address, shown) => {
  expect(placeOf(address as string)).toBe(shown);
});
