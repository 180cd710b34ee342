import { headers } from "next/headers";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { findSession } from "./find-session";
import { RENDERED_FOR, SUSPENDED_HEADER, type SuspensionReason } from "./rendered-for";

/**
 * The signed-in person of what a page fetches; or the 401 to answer where there is none, or where the page was rendered for
 * somebody else. It says which of the two it is, and the page then waits for its account. A request that does not say for whom
 * its page was rendered is the session's.
 */
export async function sessionOrRefusal(): Promise<SessionPrincipal | Response> {
  const session = await findSession();
  if (session === undefined) return refused("signed_out");
  const account = (await headers()).get(RENDERED_FOR);
  return account === null || account === session.user.id ? session : refused("other_account");
}

function refused(why: SuspensionReason): Response {
  const answer = { "Cache-Control": "no-store", [SUSPENDED_HEADER]: why };
  return Response.json({ code: "credentials_missing" }, { status: 401, headers: answer });
}
