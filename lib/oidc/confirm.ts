import { findUserByIdentity, markIdentityUsed } from "@/db/account/oidc-identity";
import { markAuthenticated } from "@/db/account/session";
import type { Db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { Identity } from "./identity";

// Two servers' clocks may differ by so much.
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Make a session fresh by a sign-in at the provider that was asked for at `askedAt`. It must be the same person's, and new by
 * the time that the provider tells: asked with `max_age`, it has to tell one. None means that `max_age` was taken out on the
 * way through the browser, and the provider may have answered from its own old session.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#IDToken
 */
export async function confirmIdentity(
  db: Db,
  principal: SessionPrincipal,
  identity: Identity,
  askedAt: Date,
): Promise<"confirmed" | "other_person" | "not_fresh"> {
  const owner = await findUserByIdentity(db, identity);
  if (owner?.id !== principal.user.id) return "other_person";
  const { authenticatedAt } = identity;
  if (authenticatedAt === null || authenticatedAt.getTime() < askedAt.getTime() - CLOCK_TOLERANCE_MS)
    return "not_fresh";
  await markIdentityUsed(db, identity);
  await markAuthenticated(db, principal.session.id, "oidc");
  return "confirmed";
}
