import { findLiveableIdsOf, revokeAllOf } from "@/db/access-token/revoke";
import { lockTokens } from "@/db/access-token/token";
import { deleteIdentitiesOfUser } from "@/db/account/oidc-identity";
import { endSessionsOfUser } from "@/db/account/session";
import type { Db } from "@/db/database";
import { accountGate, lockGate } from "@/db/gate";
import { revokeAllInvitationsBy } from "@/db/organisation/invitation";
import { REVIVAL } from "@/lib/access-token/leak/revoke-made";
import { type Actor, recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { endOrganisationTokens, findTokensOf, type Unproved } from "./end-organisation-tokens";

/**
 * How much ended: sessions that were live, tokens that were active, connected accounts of an identity provider, and active tokens of
 * organisations that were revoked or lost the secret that the account had of them.
 */
export type EndedBeforeProof = { sessions: number; tokens: number; identities: number; organisationTokens: number };

const REASON = "It was created before the e-mail address of the account was confirmed";

const INVITED = "It was sent before the e-mail address of its sender was confirmed";

/**
 * Wait for what the sessions and tokens of an account are making at this moment, tokens of organisations of which it has a secret
 * among them, and let them make nothing more until the end of the transaction. Before the account's row is locked: whoever makes a token locks that last.
 */
export async function closeAccount(trx: Db, userId: string): Promise<void> {
  await lockGate(trx, [accountGate(userId)]);
  const closed = new Set<string>();
  // Until there are no more: the last request of a token may have made another one.
  for (;;) {
    const own = await findLiveableIdsOf(trx, userId, REVIVAL);
    const organisations = await findTokensOf(trx, userId);
    const ids = [...own, ...organisations.map(({ id }) => id)].filter((id) => !closed.has(id));
    if (ids.length === 0) return;
    await lockTokens(trx, ids);
    for (const id of ids) closed.add(id);
  }
}

/**
 * End what is in an account whose address nobody had proved until now: its sessions, personal tokens, connected identities, the
 * secrets that it has of organisations' tokens, and the invitations that it sent and nobody accepted. Someone else may have made the
 * account in the owner's name. Its memberships stay. Call it under `closeAccount`.
 */
export async function endBeforeProof(trx: Db, user: Unproved, actor: Actor, client: Client): Promise<EndedBeforeProof> {
  const sessions = await endSessionsOfUser(trx, user.id);
  const identities = await deleteIdentitiesOfUser(trx, user.id);
  const { active, madeFinal } = await revokeAllOf(trx, user.id, REASON, REVIVAL.undoableMinutes);
  for (const { id, label } of [...active, ...madeFinal]) {
    await recordActivity(trx, {
      type: "access_token.revoked",
      userId: user.id,
      actor,
      target: { type: "access_token", id, label },
      after: { revoke_kind: "by_administrator", reason: REASON },
      client,
    });
  }
  for (const { id, organisation_id: organisationId, email } of await revokeAllInvitationsBy(trx, user.id)) {
    await recordActivity(trx, {
      type: "invitation.revoked",
      organisationId,
      actor,
      target: { type: "invitation", id, label: email },
      after: { reason: INVITED },
      client,
    });
  }
  const organisationTokens = await endOrganisationTokens(trx, user, actor, client);
  return { sessions, tokens: active.length, identities, organisationTokens };
}
