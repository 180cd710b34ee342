import { createHash } from "node:crypto";
import { cookies, headers } from "next/headers";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { z } from "zod";
import { db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { clientOf } from "@/lib/client";
import { checkSession } from "./check-session";
import { sessionCookie } from "./cookie";
import { sessionSecret } from "./secret";

const claims = z.object({ sid: z.uuid(), exp: z.number() });

/** The signed-in person of this request, asked of the database once per request; undefined when nobody is. */
export const findSession: () => Promise<SessionPrincipal | undefined> = cache(async () => {
  const id = await sessionIdOfCookie();
  if (id === undefined) return undefined;
  return await checkSession(db, id, clientOf(await headers()));
});

/** The id in this browser's cookie; its session may have ended. */
async function sessionIdOfCookie(): Promise<string | undefined> {
  const { name } = sessionCookie();
  const token = (await cookies()).get(name)?.value;
  if (token === undefined) return undefined;
  const digest = createHash("sha256").update(token).digest("base64");
  const known = opened.get(digest);
  if (known !== undefined && new Date(known.exp * 1000) > new Date()) return known.sid;
  const payload = await decode({ token, salt: name, secret: sessionSecret() }).catch(() => null);
  const { data } = claims.safeParse(payload);
  if (data === undefined) return undefined;
  if (opened.size >= MOST_OPENED) opened.clear();
  opened.set(digest, data);
  return data.sid;
}

// Deriving the key of a cookie and decrypting it takes as long as all the statements of a small page, each time again. What was in a cookie does not change; whether
// its session lives is still asked of the database.
const MOST_OPENED = 5_000;
const opened = new Map<string, z.output<typeof claims>>();
