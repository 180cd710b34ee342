import type { LastUse } from "@/db/access-token/last-use";
import type { Source, Usage } from "@/db/access-token/write-usage";
import type { Refusal } from "@/db/activity/refusal";
import type { Client } from "@/lib/client";
import { clientNetwork } from "@/lib/client-network";
import { SOURCES } from "./read";

/** One request with an existing secret, as recorded. */
export type UsedRequest = {
  tokenId: string;
  secretId: string;
  /** `success`, or the code of the problem that refused it. */
  outcome: string;
  /** The scope that the request needed; empty for none, or when it was refused before that was asked. */
  scope: string;
  /** What it needed beside that. It counts once for each: what is in use must not seem unused. */
  furtherScopes?: readonly string[];
  /** Method and pattern, `GET /iam/v3/access-tokens/{uuid}/`: no identifiers, no query. */
  route: string;
  client: Client;
  /** The database's clock when the secret was checked; of several requests, of the last one. */
  now: Date;
  /** How many requests this stands for, all but their time alike; left out: one. */
  requests?: number;
  /** When the first of several was. */
  since?: Date;
};

/** The usage that is not written yet. Each key of a map is a row in the database. */
export type Batch = {
  lastUses: Map<string, LastUse>;
  usage: Map<string, Usage>;
  /** By secret, then by address and user agent; the most recently seen is last. */
  sources: Map<string, Map<string, Source>>;
  /** By token, reason and day, then by network. */
  refusals: Map<string, Map<string, Refusal>>;
  /** Rows in all maps together. */
  size: number;
  /** Requests that did not fit. */
  dropped: number;
};

/** Rows that a batch holds at most: some 20 MB if each has the longest user agent there can be. */
export const MOST_ROWS = 20_000;
/** Sources of refusals that the activity records, for each token, reason and day; the counts continue beyond it. */
export const REFUSAL_SOURCES = 10;

// With these outcomes the secret was not accepted. All others are those of a live token.
const NOT_A_USE = new Set([
  "token_expired",
  "token_revoked",
  "token_retired",
  "owner_deactivated",
  "network_not_allowed",
]);

export function emptyBatch(): Batch {
  return { lastUses: new Map(), usage: new Map(), sources: new Map(), refusals: new Map(), size: 0, dropped: 0 };
}

/**
 * Add one request. A batch always stays within `MOST_ROWS`: of each secret the last ten sources are kept, of each reason for a
 * refusal ten networks; a full batch keeps counting in its rows, and drops what would need another one.
 */
export function addToBatch(batch: Batch, use: UsedRequest): void {
  const { furtherScopes = [] } = use;
  // A request needs a row of each kind at most, and of its use one for each scope.
  if (batch.size + 4 + furtherScopes.length > MOST_ROWS) {
    const alone = emptyBatch();
    addToBatch(alone, use);
    mergeBatch(batch, alone);
    return;
  }
  const day = use.now.toISOString().slice(0, 10);
  const { address, userAgent } = use.client;
  const { requests = 1, since = use.now } = use;
  const refused = use.outcome === "success" ? 0 : requests;
  if (!NOT_A_USE.has(use.outcome)) {
    addLastUse(batch, { tokenId: use.tokenId, usedAt: use.now, address, userAgent });
  }
  for (const scope of [use.scope, ...furtherScopes]) {
    addUsage(batch, { tokenId: use.tokenId, day, outcome: use.outcome, scope, requests });
  }
  addSource(batch, {
    secretId: use.secretId,
    address,
    userAgent,
    route: use.route,
    requests: requests - refused,
    refused,
    firstSeenAt: since,
    lastSeenAt: use.now,
  });
  if (refused === 0) return;
  const { tokenId, scope, route, client, now: at } = use;
  addRefusal(batch, { tokenId, day, reason: use.outcome, scope, route, network: clientNetwork(address), at, client });
}

/** Merge later requests, `newer`, into a batch that could not be written. */
export function mergeBatch(batch: Batch, newer: Batch): void {
  batch.dropped += newer.dropped;
  const room = () => batch.size < MOST_ROWS;
  // Without room for new rows, existing ones still count.
  for (const use of newer.lastUses.values()) if (room() || batch.lastUses.has(use.tokenId)) addLastUse(batch, use);
  for (const [key, usage] of newer.usage) {
    if (room() || batch.usage.has(key)) addUsage(batch, usage);
    else batch.dropped += usage.requests;
  }
  for (const sources of newer.sources.values())
    for (const source of sources.values())
      if (room() || sourcesOf(batch, source).has(sourceKey(source))) addSource(batch, source);
  for (const refusals of newer.refusals.values()) {
    for (const refusal of refusals.values()) if (room()) addRefusal(batch, refusal);
  }
}

function addLastUse(batch: Batch, use: LastUse): void {
  const known = batch.lastUses.get(use.tokenId);
  if (known !== undefined && known.usedAt >= use.usedAt) return;
  if (known === undefined) batch.size++;
  batch.lastUses.set(use.tokenId, use);
}

function addUsage(batch: Batch, usage: Usage): void {
  const key = `${usage.tokenId} ${usage.day} ${usage.outcome} ${usage.scope}`;
  const known = batch.usage.get(key);
  if (known === undefined) batch.size++;
  batch.usage.set(key, known === undefined ? usage : { ...usage, requests: known.requests + usage.requests });
}

function addSource(batch: Batch, source: Source): void {
  const sources = sourcesOf(batch, source);
  batch.sources.set(source.secretId, sources);
  const key = sourceKey(source);
  const known = sources.get(key);
  sources.delete(key);
  sources.set(key, known === undefined ? source : merged(known, source));
  if (known === undefined) batch.size++;
  const [oldest] = sources.keys();
  if (sources.size <= SOURCES || oldest === undefined) return;
  // The table keeps no more either: the eleventh here would be the eleventh there.
  sources.delete(oldest);
  batch.size--;
}

function sourcesOf(batch: Batch, { secretId }: Source): Map<string, Source> {
  return batch.sources.get(secretId) ?? new Map();
}

function sourceKey({ address, userAgent }: Source): string {
  return `${address} ${userAgent}`;
}

function merged(known: Source, source: Source): Source {
  return {
    ...(known.lastSeenAt > source.lastSeenAt ? known : source),
    requests: known.requests + source.requests,
    refused: known.refused + source.refused,
    firstSeenAt: known.firstSeenAt < source.firstSeenAt ? known.firstSeenAt : source.firstSeenAt,
  };
}

function addRefusal(batch: Batch, refusal: Refusal): void {
  const key = `${refusal.tokenId} ${refusal.day} ${refusal.reason} ${refusal.scope}`;
  const refusals = batch.refusals.get(key) ?? new Map<string, Refusal>();
  batch.refusals.set(key, refusals);
  const network = refusal.network ?? "";
  if (refusals.has(network) || refusals.size >= REFUSAL_SOURCES) return;
  refusals.set(network, refusal);
  batch.size++;
}
