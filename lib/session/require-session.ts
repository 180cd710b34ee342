import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { holdsSecret } from "@/lib/access-token/secret-format";
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

// Longer ones are no page of ours, and would not fit into an address.
const LONGEST_PATH = 2_000;

function loginUrl(path: string | null): string {
  // Next.js marks its own requests for a page by this parameter.
  const page = path?.replace(/([?&])_rsc=[^&]*&?/, "$1").replace(/[?&]$/, "");
  const here = safeCallbackUrl(page && !holdsSecret(page) && page.length <= LONGEST_PATH ? page : undefined);
  return here === "/" ? "/login" : `/login?${new URLSearchParams({ callbackUrl: here })}`;
}
