import { expect, test } from "vitest";
import { generateSecret } from "./access-token/secret/secret";
import { clientOf } from "./client";

const client = (headers: Record<string, string>) => clientOf(new Headers(headers));

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["2001:db8::1", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["nonsense", null],
  ["", null],
  ["192.0.2.1:8080", null],
])("the address %j is kept as %j", (header, address) => {
  expect(client({ "x-forwarded-for": header }).address).toBe(address);
});

test("a user agent is cut at 512 characters", () => {
  expect(client({ "user-agent": "x".repeat(2000) }).userAgent).toHaveLength(512);
  expect(client({}).userAgent).toBe("");
});

test("a secret in the user agent, which others are shown, is blotted out", () => {
  const secret = generateSecret("lk", "pat");
  expect(client({ "user-agent": `curl/8.5.0 (${secret})` }).userAgent).toBe("curl/8.5.0 (***)");
});
