import { encode } from "next-auth/jwt";
import { insertSession } from "@/db/account/session";
import type { Db } from "@/db/database";
import { sessionCookie } from "@/lib/session/cookie";
import { sessionSecret } from "@/lib/session/secret";

/** A session of this person that has just begun, as the cookie that their browser keeps. */
export async function sessionCookieOf(
  db: Db,
  user: { id: string },
  userAgent = "vitest",
): Promise<{ name: string; value: string }> {
  const { name } = sessionCookie();
  const sid = await insertSession(db, { user_id: user.id, method: "password", address: null, user_agent: userAgent });
  return { name, value: await encode({ token: { sid }, salt: name, secret: sessionSecret() }) };
}

/** The same as the header that a browser sends. */
export async function sessionHeaderOf(db: Db, user: { id: string }): Promise<string> {
  const { name, value } = await sessionCookieOf(db, user);
  return `${name}=${value}`;
}
