import { v7 as uuidv7 } from "uuid";
import { MOST_WEBHOOKS } from "@/lib/webhook/create";
import type { Caller } from "../caller";
import type { Cell, Entry } from "../cells";
import { expectedOutcome, type Need, type Outcome } from "../oracle";
import { createWebhookRow, WEBHOOK } from "../webhook";
import type { World } from "../world";

const MANAGE: Need = { of: "organisation", at: { organisation: "ours" }, permission: "manage_webhooks" };
const ours = (world: World) => [world.organisations.ours.id];
const oursAndWebhook = (world: World) => [world.organisations.ours.id, world.webhook.id];
const oursAndTarget = (world: World, { target }: Cell) => [world.organisations.ours.id, target];

async function webhooks({ db, organisations }: World, cells: readonly Cell[]): Promise<string[]> {
  return await Promise.all(cells.map(() => createWebhookRow(db, organisations.ours)));
}

/** As many as there may be. */
async function full({ db, organisations }: World): Promise<string[]> {
  const adding = Array.from({ length: MOST_WEBHOOKS }, () => createWebhookRow(db, organisations.ours));
  await Promise.all(adding);
  return [];
}

async function removeOthers({ db, organisations, webhook }: World): Promise<void> {
  const others = db.deleteFrom("webhook").where("organisation_id", "=", organisations.ours.id);
  await others.where("id", "<>", webhook.id).execute();
}

/** What those are told who may: that it cannot be done to this webhook. */
const told = (outcome: Outcome, scope = "organisations:write") => ({
  unless: (caller: Caller) => (expectedOutcome(caller, scope, MANAGE) === "2xx" ? outcome : undefined),
});

const ALL = "/iam/v3/organisations/{uuid}/webhooks/";
const ONE = `${ALL}{webhook}/`;
const changing: Entry = { need: MANAGE, fresh: webhooks, ids: oursAndTarget, undo: removeOthers };

export const WEBHOOKS: Readonly<Record<string, readonly Entry[]>> = {
  [`GET ${ALL}`]: [{ need: MANAGE, ids: ours, sees: ({ webhook }) => [webhook.id] }],
  [`POST ${ALL}`]: [
    {
      need: MANAGE,
      fresh: full,
      ids: ours,
      body: () => WEBHOOK,
      undo: removeOthers,
      ...told("409 webhook_limit_reached"),
    },
  ],
  [`GET ${ONE}`]: [{ need: MANAGE, ids: oursAndWebhook }],
  [`PATCH ${ONE}`]: [{ ...changing, body: () => ({ description: "Quieter" }) }],
  [`DELETE ${ONE}`]: [changing],
  [`POST ${ONE}pause/`]: [changing],
  [`POST ${ONE}resume/`]: [changing],
  // It is paused, so that no request is made.
  [`POST ${ONE}test/`]: [{ need: MANAGE, ids: oursAndWebhook, ...told("409 webhook_off") }],
  [`POST ${ONE}replace-secret/`]: [changing],
  [`GET ${ONE}deliveries/`]: [{ need: MANAGE, ids: oursAndWebhook }],
  [`GET ${ONE}deliveries/{delivery}/`]: [
    {
      need: MANAGE,
      ids: (world) => [...oursAndWebhook(world), uuidv7()],
      ...told("404 not_found", "organisations:read"),
    },
  ],
  [`POST ${ONE}deliveries/{delivery}/replay/`]: [
    { need: MANAGE, ids: (world) => [...oursAndWebhook(world), uuidv7()], ...told("409 webhook_off") },
  ],
};
