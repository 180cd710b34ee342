import type { Db } from "@/db/database";
import type { OutboxRow } from "@/db/webhook/outbox";
import {
  findAddressesWithin,
  findSubjectDeployments,
  findSubjectNames,
  findSubjectTokens,
  type SubjectDeployment,
  type SubjectToken,
} from "@/db/webhook/subject";
import { NO_NAMES } from "@/lib/activity/names";
import { organisationActivityMessage } from "@/lib/activity/organisation/message";
import type { WebhookEvent } from "@/lib/webhook/events";
import { byData, nameOrNull, organisationData, tokenData } from "./data";
import { addressesIn, withoutAddresses } from "./scrub";

type Facts = Record<string, unknown>;
type Known = {
  tokens: ReadonlyMap<string, SubjectToken>;
  deployments: ReadonlyMap<string, SubjectDeployment>;
  names: ReadonlyMap<string, string>;
};

/** The events that follow from entries of the activity, each with its entry. Some statements, however many entries. */
export async function eventsOf(db: Db, rows: readonly OutboxRow[]): Promise<[OutboxRow, WebhookEvent[]][]> {
  const known = await findKnown(db, rows);
  const events: [OutboxRow, WebhookEvent[]][] = [];
  for (const row of rows) {
    const made = [...subjectEvents(row, known), ...activityEvents(row)];
    const kept = await findAddressesWithin(db, row.for_organisation_id, addressesIn(made.map(({ data }) => data)));
    events.push([row, made.map((event) => scrubbed(event, kept))]);
  }
  return events;
}

// Labels and reasons are what people wrote. Only texts change, so that it is the event that it was.
function scrubbed(event: WebhookEvent, kept: ReadonlySet<string>): WebhookEvent {
  return { ...event, data: withoutAddresses(event.data, kept) } as WebhookEvent;
}

async function findKnown(db: Db, rows: readonly OutboxRow[]): Promise<Known> {
  const ofType = (type: string) => rows.filter(({ target_type }) => target_type === type);
  const idsOf = (type: string) => ofType(type).flatMap(({ target_id }) => target_id ?? []);
  const pairs = ofType("access_token").flatMap(({ target_id: tokenId, for_organisation_id: organisationId }) =>
    tokenId === null ? [] : [{ tokenId, organisationId }],
  );
  const tokens = await findSubjectTokens(db, pairs);
  const deployments = await findSubjectDeployments(db, idsOf("deployment"));
  return {
    tokens: new Map(tokens.map((token) => [`${token.id} ${token.for_organisation_id}`, token])),
    deployments: new Map(deployments.map((deployment) => [deployment.id, deployment])),
    names: await findSubjectNames(db, idsOf("user")),
  };
}

// What the thing of an entry went through. Of one that is gone, or that does not concern the organisation, nothing is told.
function subjectEvents(row: OutboxRow, known: Known): WebhookEvent[] {
  const { target_id: id, activity_at: at } = row;
  const common = { organisation: organisationOf(row), by: byData(row) };
  const token = known.tokens.get(`${id} ${row.for_organisation_id}`);
  if (token !== undefined) return tokenEvents(row, { ...common, token: tokenData(token) });
  if (row.type === "membership.left" || row.type === "membership.removed") {
    const { role } = factsOf(row.before);
    const member = { uuid: id ?? "", name: nameOrNull(known.names.get(id ?? "")), role: textOrNull(role) };
    return [{ type: "member.left", at, data: { ...common, member, removed: row.type === "membership.removed" } }];
  }
  const deployment = known.deployments.get(id ?? "");
  if (row.type === "deployment.requested" && deployment !== undefined) {
    const { application_id, application_slug, application_name, environment_id, environment_slug } = deployment;
    return [
      {
        type: "deployment.requested",
        at,
        data: {
          ...common,
          deployment: { uuid: deployment.id },
          application: { uuid: application_id, slug: application_slug, name: application_name },
          environment: { uuid: environment_id, slug: environment_slug },
        },
      },
    ];
  }
  return [];
}

function tokenEvents(row: OutboxRow, data: Extract<WebhookEvent, { type: "token.created" }>["data"]): WebhookEvent[] {
  const at = row.activity_at;
  const after = factsOf(row.after);
  const reason = textOrNull(after.reason);
  switch (row.type) {
    case "access_token.created":
      return [{ type: "token.created", at, data }];
    case "access_token.rotated":
    case "access_token.replaced":
      return [{ type: "token.rotated", at, data: { ...data, replaced: row.type === "access_token.replaced" } }];
    case "access_token.access_withdrawn":
      return [{ type: "token.blocked", at, data: { ...data, access: "withdrawn", rules: [], reason } }];
    case "access_token.revoked": {
      const revoke_kind = textOrNull(after.revoke_kind) ?? "by_owner";
      const revoked: WebhookEvent = { type: "token.revoked", at, data: { ...data, revoke_kind, reason } };
      if (revoke_kind !== "leaked") return [revoked];
      return [
        { type: "token.leaked", at, data: { ...data, leaked_token: textOrNull(after.leaked_token), reason } },
        revoked,
      ];
    }
    default:
      return [];
  }
}

// An entry of a person's own activity is no organisation's.
function activityEvents(row: OutboxRow): WebhookEvent[] {
  if (row.organisation_id === null) return [];
  const { activity_at: at, target_type: type, target_id: uuid, target_label: label } = row;
  const activity = {
    uuid: row.activity_id,
    type: row.type,
    description: organisationActivityMessage({ ...row, before: null, after: null }, NO_NAMES).what,
    created_at: at.toISOString(),
    application: row.application_id,
    subject: row.user_id,
    target: uuid === null ? null : { type, uuid, label },
    before: row.before,
    after: row.after,
  };
  return [{ type: "activity", at, data: { organisation: organisationOf(row), activity, by: byData(row) } }];
}

function organisationOf(row: OutboxRow) {
  return organisationData({
    id: row.for_organisation_id,
    name: row.organisation_name,
    slug: row.organisation_slug,
  });
}

function factsOf(json: unknown): Facts {
  return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : {};
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
