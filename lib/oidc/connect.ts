import { deleteIdentityOfUser, findUserByIdentity, insertIdentity } from "@/db/account/oidc-identity";
import { lockUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import { recordActivity } from "@/lib/activity/record";
import { proveFromInside } from "@/lib/address-proof/prove";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { isSameAddress } from "@/lib/invitation/address";
import { lockSession } from "@/lib/session/lock";
import { isFresh } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import type { Identity } from "./identity";

/**
 * Let an identity sign in to the account of the signed-in person, who has just proved to be its owner. One with the account's own
 * address, which the provider calls verified, proves that.
 */
export async function connectIdentity(
  db: Db,
  principal: SessionPrincipal,
  identity: Identity,
): Promise<"connected" | "connected_already" | "taken" | "signed_out"> {
  return await write(db, principal, async (trx) => {
    const { id: userId } = principal.user;
    // A session that ended while this request ran connects nothing.
    if (!(await lockSession(trx, principal))) return "signed_out";
    const user = await lockUser(trx, userId);
    if (user === undefined) return "signed_out";
    const inserted = await insertIdentity(trx, {
      user_id: userId,
      issuer: identity.issuer,
      subject: identity.subject,
      email: identity.email,
    });
    if (!inserted) {
      const owner = await findUserByIdentity(trx, identity);
      return owner?.id === userId ? "connected_already" : "taken";
    }
    await record(trx, principal, "user.identity_connected", identity);
    if (identity.emailVerified && identity.email !== null && isSameAddress(identity.email, user.email)) {
      const { client, now } = principal;
      await proveFromInside(trx, user, { by: "identity", actor: { userId }, client, now });
    }
    return "connected";
  });
}

/** Take an identity off the account again, unless it is the only way to sign in. Asks for a fresh session. */
export async function disconnectIdentity(
  db: Db,
  principal: SessionPrincipal,
  id: string,
): Promise<"disconnected" | "last_way_in" | "not_found" | "not_fresh"> {
  if (!isFresh(principal)) return "not_fresh";
  return await write(db, principal, async (trx) => {
    const removed = await deleteIdentityOfUser(trx, principal.user.id, id);
    if (removed === undefined) return "not_found";
    if (removed === "last_way_in") return "last_way_in";
    await record(trx, principal, "user.identity_disconnected", removed);
    return "disconnected";
  });
}

async function record(
  trx: Db,
  principal: SessionPrincipal,
  type: string,
  identity: { issuer: string; email: string | null },
) {
  await recordActivity(trx, {
    type,
    userId: principal.user.id,
    actor: { userId: principal.user.id },
    target: { type: "user", id: principal.user.id, label: principal.user.email },
    after: { issuer: identity.issuer, email: identity.email },
    client: principal.client,
  });
}
