import { expect, test } from "vitest";
import { passwordInput } from "./input";

const input = passwordInput(["ada.lovelace@example.com", "Example Platform"]);
const refusal = (password: string) => input.safeParse(password).error?.issues[0]?.message;

test.each([
  ["eleven characters", "abcdefghijk", "at least 12"],
  ["257 characters", `${"ab1".repeat(85)}xy`, "at most 256"],
  ["a NUL byte", "correct horse\0battery", "typed"],
  ["a common password", "qwerty123456", "most common"],
  ["a common password in capitals", "QWERTY123456", "most common"],
  ["one character many times", "aaaaaaaaaaaaaaaa", "most common"],
  ["a short pattern repeated", "abc1abc1abc1", "most common"],
  ["the e-mail address", "Ada.Lovelace@Example.com", "e-mail address"],
  ["the first part of the e-mail address", "ada.lovelace", "e-mail address"],
  ["the platform's name", "example platform", "our name"],
])("%s is refused, and the reason is told", (_, password, reason) => {
  expect(refusal(password)).toContain(reason);
});

test.each([
  ["twelve letters of one kind", "bnmpoiuytgfd"],
  ["256 characters", `x${"ab1".repeat(85)}`],
  ["twelve emoji, which count once each", "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧"],
  ["spaces inside and outside", "  correct horse  "],
])("%s are accepted", (_, password) => {
  expect(refusal(password)).toBeUndefined();
});
