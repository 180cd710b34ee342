import { expect, test } from "vitest";
import { StartError } from "@/server/start-error";
import { hostOf } from "./refusal";
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
