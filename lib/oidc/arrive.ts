import type { Db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { Client } from "@/lib/client";
import { confirmIdentity } from "./confirm";
import { connectIdentity } from "./connect";
import type { Identity } from "./identity";
import type { OidcIntent } from "./intent";
import { signInWithIdentity } from "./sign-in";

/** The outcome for someone who returns from the provider: a session, or a page that says why not. */
export type Arrival = { sessionId: string } | { page: string };

/**
 * Do what the person was sent to the provider for.
 * @param current the session that the browser has now
 */
export async function arrive(
  db: Db,
  intent: OidcIntent,
  identity: Identity,
  current: SessionPrincipal | undefined,
  signup: "open" | "invite",
  client: Client,
): Promise<Arrival> {
  if (intent.type === "sign_in") {
    const result = await signInWithIdentity(db, identity, signup, client);
    return result.status === "signed_in" ? { sessionId: result.sessionId } : { page: `/login?error=${result.status}` };
  }
  // After signing out, or in as someone else, meanwhile, it is no longer what that person asked for.
  if (current === undefined || current.session.id !== intent.sessionId) return { page: "/login?error=expired" };
  const result =
    intent.type === "connect"
      ? await connectIdentity(db, current, identity)
      : await confirmIdentity(db, current, identity, intent.askedAt);
  switch (result) {
    case "connected":
    case "connected_already":
    case "confirmed":
      return { sessionId: current.session.id };
    case "signed_out":
      return { page: "/login?error=expired" };
    case "taken":
    case "other_person":
    case "not_fresh":
      return { page: `/account/security?error=${result}` };
  }
}
