import { z } from "zod";
import { nearestLine } from "@/lib/text-input";
import { timezoneOrUtc } from "@/lib/user/input";

/** An identity as the provider states it. Only `issuer` and `subject` together identify; the rest is informative. */
export type Identity = {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
  firstName: string;
  lastName: string;
  timezone: string;
  /** When the person last typed a password (or the like) at the provider; null when it does not say. */
  authenticatedAt: Date | null;
};

const idTokenClaims = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1).max(255),
  auth_time: z.number().optional().catch(undefined),
});

const text = z.string().catch("");
const userInfo = z.object({
  sub: z.string(),
  email: z.email().max(254).nullable().catch(null),
  // Some providers send the text "true". https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims
  email_verified: z
    .union([z.literal(true), z.literal("true")])
    .transform(() => true)
    .catch(false),
  name: text,
  given_name: text,
  family_name: text,
  zoneinfo: z.unknown().optional(),
});

/**
 * Read an identity from an ID token and the answer of the userinfo endpoint. It does not check the token's signature, issuer,
 * audience or nonce: the code that fetched it did.
 * @throws when they are not an ID token and userinfo of one subject
 */
export function parseIdentity(idToken: string, profile: unknown): Identity {
  const claims = idTokenClaims.parse(JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString()));
  const info = userInfo.parse(profile);
  if (info.sub !== claims.sub) throw new Error("the ID token and userinfo are about different subjects");
  const [first = "", ...rest] = info.name.trim().split(/\s+/);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: info.email,
    emailVerified: info.email !== null && info.email_verified,
    firstName: name(info.given_name || first),
    lastName: name(info.family_name || rest.join(" ")),
    timezone: timezoneOrUtc(info.zoneinfo),
    authenticatedAt: claims.auth_time === undefined ? null : new Date(claims.auth_time * 1000),
  };
}

function name(value: string): string {
  // Checked again after truncation, which may leave nothing visible.
  return nearestLine([...nearestLine(value)].slice(0, 100).join(""));
}
