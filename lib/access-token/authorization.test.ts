import { expect, test } from "vitest";
import { parseAuthorization } from "./authorization";

test.each([
  "Bearer abc_1",
  "bearer abc_1",
  "BEARER abc_1",
  "Token abc_1",
  "token abc_1",
  "  Bearer   abc_1  ",
  "Bearer\tabc_1",
])("%j presents the secret", (header) => {
  expect(parseAuthorization(header)).toEqual({ status: "presented", secret: "abc_1" });
});

test.each([null, "", "   ", "Basic dXNlcjpwYXNz", "abc_1", "Bearertoken abc", "Digest username=x"])(
  "%j carries no credentials of ours",
  (header) => {
    expect(parseAuthorization(header).status).toBe("credentials_missing");
  },
);

test.each([
  "Bearer",
  "Bearer ",
  "Token",
  "Bearer a b",
  'Bearer "abc"',
  "Bearer a,b",
  "Bearer abc\u0000",
  "Bearer äöü",
  "Bearer a\nb",
])("%j is malformed, and what was sent is not repeated", (header) => {
  const parsed = parseAuthorization(header);
  expect(parsed.status).toBe("malformed");
  expect(JSON.stringify(parsed)).not.toMatch(/abc|äöü/);
});
