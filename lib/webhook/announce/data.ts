import type { OutboxRow } from "@/db/webhook/outbox";
import type { SubjectToken } from "@/db/webhook/subject";
import type { EventData } from "@/lib/webhook/events";

/** Parts that the data of several events have. */
type Data = EventData<"token.created">;

export const NOBODY: Data["by"] = { user: null, name: null, token: null };

export function organisationData(organisation: { id: string; name: string; slug: string }): Data["organisation"] {
  return { uuid: organisation.id, name: organisation.name, slug: organisation.slug };
}

/** An unknown caller's token is not named. */
export function byData(row: Pick<OutboxRow, "actor_user_id" | "actor_name" | "actor_token_id">): Data["by"] {
  return { user: row.actor_user_id, name: nameOrNull(row.actor_name), token: row.actor_token_id };
}

export function tokenData(token: SubjectToken): Data["token"] {
  const owner =
    token.organisation_id === null
      ? { type: "user" as const, uuid: token.user_id ?? "" }
      : { type: "organisation" as const, uuid: token.organisation_id };
  return {
    uuid: token.id,
    label: token.label,
    kind: token.kind,
    hint: token.hint,
    purpose: token.purpose,
    scopes: token.scopes,
    owner: { ...owner, name: nameOrNull(token.owner_name) },
    expiration_date: token.expires_at?.toISOString() ?? null,
  };
}

/** Never an e-mail address in a name's place. */
export function nameOrNull(name: string | undefined): string | null {
  return name === undefined || name === "" ? null : name;
}
