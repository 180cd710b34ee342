import { expect, test } from "vitest";
import { parseIdentity } from "./identity";

const idToken = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature`;
const CLAIMS = { iss: "https://id.example", sub: "248289761001", aud: "latchkey" };

test("an identity is the issuer and subject of the ID token; the rest is what userinfo tells", () => {
  const profile = {
    sub: CLAIMS.sub,
    email: "noor@id.example",
    email_verified: true,
    given_name: "Noor",
    family_name: "Haddad",
    zoneinfo: "Asia/Amman",
  };
  expect(parseIdentity(idToken({ ...CLAIMS, auth_time: 1_700_000_000 }), profile)).toEqual({
    issuer: "https://id.example",
    subject: "248289761001",
    email: "noor@id.example",
    emailVerified: true,
    firstName: "Noor",
    lastName: "Haddad",
    timezone: "Asia/Amman",
    authenticatedAt: new Date(1_700_000_000_000),
  });
});

test("what the provider does not tell is empty, and never verified", () => {
  expect(parseIdentity(idToken(CLAIMS), { sub: CLAIMS.sub })).toEqual({
    issuer: "https://id.example",
    subject: "248289761001",
    email: null,
    emailVerified: false,
    firstName: "",
    lastName: "",
    timezone: "UTC",
    authenticatedAt: null,
  });
});

test.each([
  [{ email_verified: true }, false],
  [{ email: "noor@id.example" }, false],
  [{ email: "noor@id.example", email_verified: false }, false],
  [{ email: "noor@id.example", email_verified: "false" }, false],
  [{ email: "noor@id.example", email_verified: 1 }, false],
  [{ email: "no address", email_verified: true }, false],
  [{ email: "noor@id.example", email_verified: "true" }, true],
])("%j is verified: %s", (told, verified) => {
  expect(parseIdentity(idToken(CLAIMS), { sub: CLAIMS.sub, ...told }).emailVerified).toBe(verified);
});

test("one name is taken apart, and made storable", () => {
  const named = (name: string) => parseIdentity(idToken(CLAIMS), { sub: CLAIMS.sub, name });
  expect(named("Noor bint Haddad")).toMatchObject({ firstName: "Noor", lastName: "bint Haddad" });
  expect(named("\u202eNoor\u0085 \u200b")).toMatchObject({ firstName: "Noor", lastName: "" });
  expect(named("\0".repeat(5) + "x".repeat(300)).firstName).toHaveLength(100);
});

test.each([
  ["another subject than userinfo's", idToken(CLAIMS), { sub: "somebody-else" }],
  ["no subject", idToken({ iss: CLAIMS.iss }), { sub: CLAIMS.sub }],
  ["no issuer", idToken({ sub: CLAIMS.sub }), { sub: CLAIMS.sub }],
  ["no ID token at all", "", { sub: CLAIMS.sub }],
  ["no userinfo", idToken(CLAIMS), undefined],
])("%s is no identity", (_, token, profile) => {
  expect(() => parseIdentity(token, profile)).toThrow();
});
