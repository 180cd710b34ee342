import type { Db, Row } from "@/db/database";
import { findWebhook, lockWebhook, type WebhookRow } from "@/db/webhook/webhook";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, tokenIdOf } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { authorizeForChange, lockOrganisationFor } from "@/lib/organisation/lock";
import { write } from "@/lib/write";
import { isPausedByLeak } from "./status";
import { shownHost } from "./target-url";

export type WebhookRefusal = OrganisationRefusal | { status: "webhook_not_found" };
export type WebhookTarget = { organisationId: string; webhookId: string };

/** A leak paused it: it sends nothing until a person has looked at it and resumes it. */
export type PausedByLeak = { status: "webhook_paused_by_leak"; organisationId: string; webhookId: string };
/** Nothing can be sent to it now. */
export type WebhookOff = { status: "webhook_off" } | PausedByLeak;

/**
 * Run a change of an organisation's webhooks for a principal who may manage them, in a transaction; nobody else adds one
 * meanwhile. @throws CallerEnded
 */
export async function addingWebhook<Done>(
  db: Db,
  principal: Principal,
  organisationId: string,
  change: (trx: Db) => Promise<Done | OrganisationRefusal>,
): Promise<Done | OrganisationRefusal> {
  return await write(db, principal, async (trx): Promise<Done | OrganisationRefusal> => {
    const { authorization } = await lockOrganisationFor(trx, principal, organisationId, "manage_webhooks");
    return authorization.status === "allowed" ? await change(trx) : authorization;
  });
}

/** Run a change of one webhook, which is locked meanwhile, for a principal who may manage it. @throws CallerEnded */
export async function changingWebhook<Done>(
  db: Db,
  principal: Principal,
  { organisationId, webhookId }: WebhookTarget,
  change: (trx: Db, webhook: WebhookRow) => Promise<Done | WebhookRefusal>,
): Promise<Done | WebhookRefusal> {
  return await write(db, principal, async (trx): Promise<Done | WebhookRefusal> => {
    const { authorization } = await authorizeForChange(trx, principal, organisationId, "manage_webhooks");
    if (authorization.status !== "allowed") return authorization;
    if (!(await lockWebhook(trx, organisationId, webhookId))) return { status: "webhook_not_found" };
    const webhook = await findWebhook(trx, organisationId, webhookId);
    return webhook === undefined ? { status: "webhook_not_found" } : await change(trx, webhook);
  });
}

/** Why nothing can be sent to a webhook now; undefined where something can. Pure. */
export function findOff(webhook: Row<"webhook">): WebhookOff | undefined {
  if (isPausedByLeak(webhook)) return pausedByLeak(webhook);
  return webhook.paused_at === null && webhook.switched_off_at === null ? undefined : { status: "webhook_off" };
}

/** Pure. */
export function pausedByLeak({ id, organisation_id }: Pick<Row<"webhook">, "id" | "organisation_id">): PausedByLeak {
  return { status: "webhook_paused_by_leak", organisationId: organisation_id, webhookId: id };
}

/** A webhook as the transaction has left it. @throws when it is not there */
export async function requireWebhook(trx: Db, { organisationId, webhookId }: WebhookTarget): Promise<WebhookRow> {
  const webhook = await findWebhook(trx, organisationId, webhookId);
  if (webhook === undefined) throw new Error("a webhook that was just written cannot be read");
  return webhook;
}

/** Who answers for where a webhook leads: a token that leaks takes it along. */
export function setBy(principal: Principal, now: Date): Pick<Row<"webhook">, "set_by_token_id" | "set_at"> {
  return { set_by_token_id: tokenIdOf(principal), set_at: now };
}

/**
 * The mark of a token that has a webhook send what it did not send before: one that leaks takes it along. That of a token which said where it
 * leads stays, since whoever stole that one may be the receiver. A person takes no mark away by this.
 */
export function markedBy(
  principal: Principal,
  webhook: Pick<Row<"webhook">, "set_by_token_id">,
  now: Date,
): Partial<ReturnType<typeof setBy>> {
  return principal.type === "token" && webhook.set_by_token_id === null ? setBy(principal, now) : {};
}

/** What became of a webhook. Never its secret, and of its address the host alone: a path may be a secret of the receiver's. */
export async function recordWebhookActivity(
  trx: Db,
  principal: Principal,
  type: `webhook.${"created" | "edited" | "secret_replaced" | "paused" | "resumed" | "deleted" | "tested" | "delivery_replayed"}`,
  webhook: Pick<Row<"webhook">, "id" | "organisation_id" | "url">,
  facts: { before?: Record<string, unknown>; after?: Record<string, unknown> } = {},
): Promise<void> {
  await recordActivity(trx, {
    type,
    organisationId: webhook.organisation_id,
    actor: actorOf(principal),
    target: { type: "webhook", id: webhook.id, label: shownHost(webhook.url) },
    ...facts,
    client: principal.client,
  });
}

/** The facts of a webhook that the activity keeps: of its address the host alone. */
export function webhookFacts(webhook: Pick<Row<"webhook">, "url" | "description" | "events">) {
  return { host: shownHost(webhook.url), description: webhook.description, events: webhook.events };
}
