import { expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { parseAuthorization } from "./authorization-header";

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

const SECRET = generateSecret("lk", "pat");
const MISTYPED = `${SECRET.slice(0, -1)}${SECRET.endsWith("A") ? "B" : "A"}`;
const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString("base64")}`;

test.each([
  ["as the password", `token:${SECRET}`, SECRET],
  ["as the password, without a user name", `:${SECRET}`, SECRET],
  ["as the password of somebody whose name is not ASCII", `Zoë:${SECRET}`, SECRET],
  ["as the user name with an empty password", `${SECRET}:`, SECRET],
  ["as both, of which the password counts", `${MISTYPED}:${SECRET}`, SECRET],
  ["as both, of which the password counts though it is mistyped", `${SECRET}:${MISTYPED}`, MISTYPED],
])("Basic presents the secret %s", (_where, credentials, secret) => {
  expect(parseAuthorization(basic(credentials))).toEqual({ status: "presented", secret });
  expect(parseAuthorization(basic(credentials).replace("Basic", "bASIC ").replace(/=+$/, ""))).toEqual({
    status: "presented",
    secret,
  });
});

test.each([
  ["nobody's password", "mira:hunter2"],
  ["a user name that is a secret, beside a password", `${SECRET}:hunter2`],
  ["two colons before the secret", `a:b:${SECRET}`],
  ["nothing", ":"],
])("Basic with %s carries no credentials of ours, says where they count, and repeats nothing", (_what, credentials) => {
  const parsed = parseAuthorization(basic(credentials));
  expect(parsed).toMatchObject({ status: "credentials_missing", detail: expect.stringMatching(/Bearer.*Basic/) });
  for (const half of credentials.split(":").filter((text) => text.length > 1)) {
    expect(JSON.stringify(parsed)).not.toContain(half);
  }
});

test.each([null, "", "   ", "abc_1", SECRET, "Bearertoken abc", "Digest username=x"])(
  "%j carries no credentials of ours",
  (header) => {
    const parsed = parseAuthorization(header);
    expect(parsed).toMatchObject({
      status: "credentials_missing",
      detail: expect.stringMatching(/Bearer.*Token.*Basic/),
    });
    expect(JSON.stringify(parsed)).not.toContain(SECRET);
  },
);

test.each([
  ["Digest username=x", '"Digest"'],
  ["NEGOTIATE YII=", '"NEGOTIATE"'],
  ["AWS4-HMAC-SHA256 Credential=x", '"AWS4-HMAC-SHA256"'],
  ["ApiKey x", '"ApiKey"'],
])("the refusal of %j names its scheme", (header, scheme) => {
  expect(parseAuthorization(header)).toMatchObject({ detail: expect.stringContaining(`the scheme ${scheme}.`) });
});

test.each([SECRET, `${SECRET} x`, `Bearer:${SECRET} x`, `"Bearer ${SECRET}"`, `${SECRET.slice(-36)} x`, "hunter2"])(
  "what could be the credentials themselves is not named as a scheme: %j",
  (header) => {
    expect(JSON.stringify(parseAuthorization(header))).not.toMatch(/lk_|hunter2|[A-Za-z0-9]{21}/);
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
  "Basic",
  "Basic abc",
  "Basic YWJj",
  "Basic äöü",
  "Basic a b",
  "Basic YTpi=====",
  "Basic !!!!",
])("%j is malformed, and what was sent is not repeated", (header) => {
  const parsed = parseAuthorization(header);
  expect(parsed.status).toBe("malformed");
  expect(JSON.stringify(parsed)).not.toMatch(/abc|äöü/);
});
