import type { NewRow } from "@/db/database";
import { type ClientName, clientRow } from "@/demo/tokens/clients";
import type { EntryMaker } from "./entry-maker";
import type { Chance } from "./random";
import { refusalActivity } from "./refusal-activity";
import { endOf, type TokenRows, workingHour } from "./token-rows";

type ActivityRow = NewRow<"activity">;

/** What the audit log would hold had the token been made, edited, rotated, refused and revoked here. */
export function tokenActivity(
  rows: TokenRows,
  usage: readonly NewRow<"access_token_usage">[],
  client: ClientName,
  now: Date,
  chance: Chance,
): ActivityRow[] {
  const { token, data } = rows;
  const { edited, revoked } = data;
  const facts = factsOf(rows);
  const was = edited === undefined ? {} : formerFacts(rows, edited.was);
  const common = {
    user_id: token.user_id ?? null,
    organisation_id: token.organisation_id ?? null,
    actor_user_id: token.created_by_user_id ?? null,
    target_type: "access_token",
    target_id: token.id,
  };
  const entry: EntryMaker = (at, type, by = client, rest) => ({
    ...common,
    target_label: token.label,
    id: chance.uuidAt(at),
    request_id: chance.uuidAt(at),
    created_at: at,
    type: `access_token.${type}`,
    ...clientRow(by),
    ...rest,
  });

  const maker = token.created_by_token_id ?? null;
  const created = { ...facts, ...was };
  const entries = [
    entry(token.created_at, "created", maker === null ? undefined : "githubCurl", {
      actor_token_id: maker,
      target_label: String(created.label),
      after: JSON.stringify(created),
    }),
  ];
  if (edited !== undefined) {
    const after = Object.fromEntries(Object.keys(was).map((name) => [name, facts[name]]));
    const change = { before: JSON.stringify(was), after: JSON.stringify(after) };
    entries.push(entry(workingHour(now, edited.daysAgo, chance), "edited", undefined, change));
  }
  entries.push(...rotationActivity(rows, entry, now), ...refusalActivity(rows, usage, entry, now, chance));
  if (revoked !== undefined && token.revoked_at instanceof Date) {
    const self = revoked.kind === "self";
    const after = { revoke_kind: revoked.kind, ...(revoked.reason === undefined ? {} : { reason: revoked.reason }) };
    entries.push(
      entry(token.revoked_at, "revoked", self ? "githubCurl" : undefined, {
        actor_user_id: token.revoked_by_user_id ?? null,
        actor_token_id: self ? token.id : null,
        after: JSON.stringify(after),
      }),
    );
  }
  return entries;
}

// In the API's names, as the activity of a real token is.
function factsOf({ token, limits }: TokenRows): Record<string, unknown> {
  return {
    label: token.label,
    purpose: token.purpose,
    description: token.description,
    scopes: token.scopes,
    limits:
      token.reach === "everything"
        ? null
        : limits.map((limit) => ({
            organisation: limit.organisation_id,
            ...(limit.application_id == null ? {} : { application: limit.application_id }),
            ...(limit.environment_id == null ? {} : { environment: limit.environment_id }),
          })),
    expiration_date: token.expires_at ?? null,
    allowed_networks: token.allowed_networks ?? null,
    may_rotate_itself: token.may_rotate_itself,
  };
}

function formerFacts({ token }: TokenRows, was: NonNullable<TokenRows["data"]["edited"]>["was"]) {
  const { lifetime, ...facts } = was;
  return { ...facts, ...(lifetime === undefined ? {} : { expiration_date: endOf(token.created_at, lifetime) }) };
}

/** What the audit log holds of a rotation: asked for in the dashboard, and begun by the first call with the new secret. */
function rotationActivity({ token, data }: TokenRows, entry: EntryMaker, now: Date) {
  const { rotation } = data;
  if (rotation === undefined) return [];
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const asked = entry(ago(rotation.askedMinutesAgo), "rotated", undefined, {
    after: JSON.stringify({ overlap_seconds: rotation.overlapHours * 3_600, replaced_pending: false }),
  });
  if (rotation.state === "pending") return [asked];
  const since = ago(rotation.firstUsedMinutesAgo);
  const retires_at = new Date(since.getTime() + rotation.overlapHours * 3_600_000).toISOString();
  const rest = { actor_token_id: token.id, after: JSON.stringify({ retires_at }) };
  return [asked, entry(since, "secret_first_used", data.used?.by, rest)];
}
