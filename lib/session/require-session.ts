import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { SessionPrincipal } from "@/lib/principal";
import { safeCallbackUrl } from "./callback-url";
import { findSession } from "./find-session";

export { findSession };

/** The signed-in person of this request. Without one it leads to `/login`, and from there back to this page. */
export async function requireSession(): Promise<SessionPrincipal> {
  const session = await findSession();
  if (session === undefined) redirect(loginUrl((await headers()).get("x-request-path")));
  return session;
}

function loginUrl(path: string | null): string {
  const here = safeCallbackUrl(path?.replace(/([?&])_rsc=[^&]*&?/, "$1").replace(/[?&]$/, ""));
  return here === "/" ? "/login" : `/login?${new URLSearchParams({ callbackUrl: here })}`;
}
