import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { holdsSecret } from "@/lib/access-token/secret/format";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { safeCallbackUrl } from "./callback-url";
import { findSession } from "./find-session";
import { RENDERED_FOR, SUSPENDED, type SuspensionReason } from "./rendered-for";

export { findSession };

/**
 * The signed-in person of this request. Without one it leads to `/login`, and from there back to this page. So does an action
 * of a page that was rendered for someone else: nothing that one person filled in is done in another's name.
 */
export async function requireSession(): Promise<SessionPrincipal> {
  const session = await findSession();
  if (session === undefined) return await leadToLogin("signed_out");
  await requireSameAccount(session);
  return session;
}

/**
 * The session for requests that a page makes by itself while someone types: undefined instead of an answer that would interrupt
 * them.
 */
export async function requireSessionQuietly(): Promise<SessionPrincipal | undefined> {
  const session = await findSession();
  const account = await accountOfPage();
  return account === undefined || account === session?.user.id ? await requireSession() : undefined;
}

/** Lead away from an action of a page that was rendered for another account. Calls without that header pass. */
export async function requireSameAccount({ user }: SessionPrincipal): Promise<void> {
  const account = await accountOfPage();
  if (account !== undefined && account !== user.id) await leadToLogin("other_account");
}

/** The id of the user for whom the page that calls an action was rendered; undefined where none says so. */
async function accountOfPage(): Promise<string | undefined> {
  const asked = await headers();
  // Where an action leads to another page, Next.js asks for that with the headers of the action.
  return (asked.has("next-action") && asked.get(RENDERED_FOR)) || undefined;
}

async function leadToLogin(why: SuspensionReason): Promise<never> {
  const path = (await headers()).get("x-request-path");
  // A page that says whom it is for shows why nothing was done, and stays.
  redirect(loginUrl(path, (await accountOfPage()) === undefined ? undefined : why));
}

// Longer ones are not a page of ours, and would not fit into an address.
const LONGEST_PATH = 2_000;

function loginUrl(path: string | null, why: SuspensionReason | undefined): string {
  // Next.js marks its own requests for a page by this parameter.
  const page = path?.replace(/([?&])_rsc=[^&]*&?/, "$1").replace(/[?&]$/, "");
  const here = safeCallbackUrl(page && !holdsSecret(page) && page.length <= LONGEST_PATH ? page : undefined);
  const query = new URLSearchParams({
    ...(here === "/" ? {} : { callbackUrl: here }),
    ...(why === undefined ? {} : { [SUSPENDED]: why }),
  });
  return query.size === 0 ? "/login" : `/login?${query}`;
}
