import { insertActivity } from "@/db/activity/activity";
import type { Db } from "@/db/database";
import { type Principal, type Starter, tokenIdOf, userIdOf } from "@/lib/authorization/principal";
import type { Client } from "@/lib/client";

/** Who did something: a person, a token acting for someone, or (neither) the instance or its operator. */
export type Actor = { userId?: string | null; tokenId?: string | null };

export type ActivityEntry = {
  /** Dotted and in the past: `access_token.created`. Never renamed. */
  type: string;
  /** The account in whose activity it appears. */
  userId?: string | null;
  /** The organisation in whose activity it appears. */
  organisationId?: string | null;
  /** The application that it was about or within. */
  applicationId?: string | null;
  actor: Actor;
  target?: { type: string; id: string; label: string };
  /** Only what changed, in the public names. Never a secret, a digest or a password. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  client: Client;
};

/** Write one row of the audit log. Give it the transaction of the change: what is not recorded did not happen. */
export async function recordActivity(db: Db, entry: ActivityEntry): Promise<void> {
  await insertActivity(db, {
    type: entry.type,
    user_id: entry.userId ?? null,
    organisation_id: entry.organisationId ?? null,
    application_id: entry.applicationId ?? null,
    actor_user_id: entry.actor.userId ?? null,
    actor_token_id: entry.actor.tokenId ?? null,
    target_type: entry.target?.type ?? null,
    target_id: entry.target?.id ?? null,
    target_label: entry.target?.label ?? null,
    before: entry.before === undefined ? null : JSON.stringify(entry.before),
    after: entry.after === undefined ? null : JSON.stringify(entry.after),
    address: entry.client.address,
    user_agent: entry.client.userAgent,
    request_id: entry.client.requestId,
  });
}

/** The actor that a principal is. */
export function actorOf(principal: Principal | Starter): Actor {
  return { userId: userIdOf(principal) ?? null, tokenId: tokenIdOf(principal) };
}
