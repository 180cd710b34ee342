import { describe, expect, test } from "vitest";
import { hostOf, isInTheClear } from "./host";

describe("hostOf", () => {
  test.each([
    ["tokens.example.com", "https://tokens.example.com"],
    ["https://tokens.example.com/account/", "https://tokens.example.com"],
    ["http://tokens.example.com", "http://tokens.example.com"],
    ["localhost:3000", "http://localhost:3000"],
    ["127.0.0.1:3000", "http://127.0.0.1:3000"],
    ["[::1]:3000", "http://[::1]:3000"],
    ["localhost.example.com", "https://localhost.example.com"],
  ])("%s is %s", (typed, host) => expect(hostOf(typed)).toBe(host));

  test.each(["", "https://", "a b", "https://me:secret@tokens.example.com", "ftp://a.example"])(
    "“%s” is refused",
    (typed) => expect(() => hostOf(typed)).toThrow(expect.objectContaining({ exitCode: 2 })),
  );
});

test("only what leaves the machine without TLS is in the clear", () => {
  expect(isInTheClear("http://tokens.example.com")).toBe(true);
  expect(isInTheClear("https://tokens.example.com")).toBe(false);
  expect(isInTheClear("http://localhost:3000")).toBe(false);
});
