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

const claims = z.object({ sid: z.uuid() });

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
  const payload = await decode({ token, salt: name, secret: sessionSecret() }).catch(() => null);
  return claims.safeParse(payload).data?.sid;
}
