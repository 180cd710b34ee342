import { insertSession } from "@/db/account/session";
import type { Db } from "@/db/database";
import { authenticate } from "@/lib/access-token/authentication/authenticate";
import type { SessionPrincipal, TokenPrincipal } from "@/lib/authorization/principal";
import { checkSession } from "@/lib/session/check-session";

const CLIENT = { address: "192.0.2.9", userAgent: "vitest", requestId: "test" };

/** A person with a session of their own in the database, as a page would see it at this moment. */
export async function signIn(db: Db, user: { id: string }): Promise<SessionPrincipal> {
  const id = await insertSession(db, { user_id: user.id, method: "password", address: null, user_agent: "vitest" });
  const principal = await checkSession(db, id, CLIENT);
  if (principal === undefined) throw new Error("a session that was just begun is not live");
  return principal;
}

/** What a request with this secret would be allowed as. */
export async function callerWith(db: Db, secret: string, address = CLIENT.address): Promise<TokenPrincipal> {
  const result = await authenticate(db, `Bearer ${secret}`, { ...CLIENT, address });
  if (result.status !== "authenticated") throw new Error(`the secret was not let in: ${result.status}`);
  return result.principal;
}
