import { expect, test } from "vitest";
import { StartError } from "@/server/start-error";
import { hostOf, refusalOf } from "./refusal";
import { supportedVersion } from "./version";

test("PostgreSQL 14 and newer will do", () => {
  expect([140000, 140013, 171000 - 990, 180001].map(supportedVersion)).toEqual(["14.0", "14.13", "17.10", "18.1"]);
});

test.each([130022, 90624])("%i is too old, and a sentence says so", (number) => {
  expect(() => supportedVersion(number)).toThrow(StartError);
  expect(() => supportedVersion(number)).toThrow(/Latchkey needs 14 or newer\.$/);
});

test.each([
  ["postgres://user:secret-word@db.example.com:5433/latchkey", "db.example.com:5433"],
  ["postgres:///latchkey?host=/run/postgresql", "/run/postgresql"],
  ["postgres:///latchkey", "localhost"],
])("%s is at %s", (url, host) => {
  expect(hostOf(url)).toBe(host);
});

test.each([
  ["28P01", 'password authentication failed for user "somebody"'],
  ["08P01", "password authentication failed"],
  ["08P01", "SASL authentication failed"],
  ["08P01", "no such user: somebody"],
])("a login that is refused (%s, %s) is told as one, also by a pooler", (code, message) => {
  const error = Object.assign(new Error(message), { code });
  expect(refusalOf("postgres://somebody:secret-word@db.example.com:6432/latchkey", error)).toBe(
    'The database at db.example.com:6432 denied access to "somebody": check DATABASE_URL.',
  );
});

test("anything else that a pooler refuses is told in its words", () => {
  const error = Object.assign(new Error("no more connections allowed"), { code: "08P01" });
  expect(refusalOf("postgres://db.example.com/latchkey", error)).toMatch(
    / can't be reached \(no more connections allowed\): check DATABASE_URL\.$/,
  );
});
