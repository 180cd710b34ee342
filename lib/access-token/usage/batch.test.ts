import { expect, test } from "vitest";
import { addToBatch, type Batch, emptyBatch, MOST_ROWS, mergeBatch, REFUSAL_SOURCES, type UsedRequest } from "./batch";

const TOKEN = "019379a0-0000-7000-8000-000000000001";
const SECRET = "019379a0-0000-7000-8000-000000000002";
const at = (second: number) => new Date(Date.UTC(2026, 4, 1, 12, 0, second));

function use(given: Partial<UsedRequest> & { address?: string; userAgent?: string } = {}): UsedRequest {
  const { address = "192.0.2.1", userAgent = "curl/8.5.0", ...rest } = given;
  return {
    tokenId: TOKEN,
    secretId: SECRET,
    outcome: "success",
    scope: "tokens:read",
    route: "GET /iam/v3/access-tokens/",
    now: at(0),
    client: { address, userAgent, requestId: "r" },
    ...rest,
  };
}

function rows(batch: Batch) {
  const inner = <Row>(maps: Map<string, Map<string, Row>>) => [...maps.values()].flatMap((map) => [...map.values()]);
  return {
    lastUses: [...batch.lastUses.values()],
    usage: [...batch.usage.values()],
    sources: inner(batch.sources),
    refusals: inner(batch.refusals),
  };
}

function countRows(batch: Batch): number {
  return Object.values(rows(batch)).reduce((sum, list) => sum + list.length, 0);
}

test("ten thousand requests of one client are one row of each kind", () => {
  const batch = emptyBatch();
  for (let request = 0; request < 10_000; request++) addToBatch(batch, use({ now: at(request % 60) }));
  expect(rows(batch)).toMatchObject({
    lastUses: [{ usedAt: at(59) }],
    usage: [{ day: "2026-05-01", outcome: "success", scope: "tokens:read", requests: 10_000 }],
    sources: [{ requests: 10_000, refused: 0, firstSeenAt: at(0) }],
    refusals: [],
  });
  expect(batch.size).toBe(3);
});

test("a request that needed several scopes shows each of them in use, and is one at its source", () => {
  const batch = emptyBatch();
  addToBatch(batch, use({ scope: "tokens:read", furtherScopes: ["deployments:read"] }));
  expect(rows(batch)).toMatchObject({
    usage: [
      { scope: "tokens:read", requests: 1 },
      { scope: "deployments:read", requests: 1 },
    ],
    sources: [{ requests: 1 }],
  });
  expect(batch.size).toBe(countRows(batch));
});

test.each(["token_expired", "token_revoked", "token_retired", "owner_deactivated", "network_not_allowed"])(
  "a secret that is refused with %s was not used",
  (outcome) => {
    const batch = emptyBatch();
    addToBatch(batch, use({ outcome, scope: "" }));
    expect(rows(batch)).toMatchObject({
      lastUses: [],
      usage: [{ outcome, requests: 1 }],
      sources: [{ requests: 0, refused: 1 }],
      refusals: [{ reason: outcome }],
    });
  },
);

test("a live token that lacks a scope was used, and is refused", () => {
  const batch = emptyBatch();
  addToBatch(batch, use({ outcome: "insufficient_scope", scope: "deployments:write" }));
  expect(rows(batch)).toMatchObject({
    lastUses: [{ tokenId: TOKEN }],
    sources: [{ requests: 0, refused: 1 }],
    refusals: [{ reason: "insufficient_scope", scope: "deployments:write" }],
  });
});

test("whoever invents addresses and user agents leaves ten sources and ten refusals of a secret behind", () => {
  const batch = emptyBatch();
  for (let request = 0; request < 5_000; request++) {
    const address = `10.${request % 256}.${(request >> 8) % 256}.1`;
    addToBatch(
      batch,
      use({ outcome: "token_expired", scope: "", address, userAgent: "x".repeat(512 - (request % 100)) }),
    );
  }
  expect(rows(batch).sources).toHaveLength(10);
  expect(rows(batch).refusals).toHaveLength(REFUSAL_SOURCES);
  expect(rows(batch).usage).toMatchObject([{ requests: 5_000 }]);
  expect(batch.size).toBe(21);
});

test("one network of IPv6 is one source of refusals, whatever addresses it has", () => {
  const batch = emptyBatch();
  for (let host = 1; host < 100; host++)
    addToBatch(batch, use({ outcome: "token_revoked", address: `2001:db8::${host}` }));
  expect(rows(batch).refusals).toMatchObject([{ network: "2001:db8::/64" }]);
});

test("the last ten sources are those that were seen last, with all their requests", () => {
  const batch = emptyBatch();
  for (let second = 0; second < 12; second++) addToBatch(batch, use({ userAgent: `agent ${second}`, now: at(second) }));
  addToBatch(batch, use({ userAgent: "agent 5", now: at(20) }));
  const sources = rows(batch).sources.map(({ userAgent, requests }) => `${userAgent}: ${requests}`);
  expect(sources).toHaveLength(10);
  expect(sources.at(-1)).toBe("agent 5: 2");
  expect(sources).not.toContain("agent 1: 1");
});

test("a source shows the route that it called last", () => {
  const batch = emptyBatch();
  addToBatch(batch, use({ route: "GET /iam/v3/me/", now: at(5) }));
  addToBatch(batch, use({ route: "GET /iam/v3/access-tokens/", now: at(3) }));
  expect(rows(batch).sources).toMatchObject([
    { route: "GET /iam/v3/me/", requests: 2, firstSeenAt: at(3), lastSeenAt: at(5) },
  ]);
});

test("a full batch takes nothing new, goes on counting what it knows, and tells what it left out", () => {
  const batch = emptyBatch();
  for (let token = 0; token < MOST_ROWS / 2; token++)
    addToBatch(batch, use({ tokenId: `token ${token}`, secretId: `secret ${token}` }));
  expect(batch.size).toBeLessThanOrEqual(MOST_ROWS);
  expect(countRows(batch)).toBe(batch.size);
  expect(batch.dropped).toBeGreaterThan(0);

  const left = batch.dropped;
  addToBatch(batch, use({ tokenId: "token 1", secretId: "secret 1" }));
  expect(rows(batch)).toMatchObject({ usage: { 1: { requests: 2 } }, sources: { 1: { requests: 2 } } });
  expect(batch.dropped).toBe(left);

  const newer = emptyBatch();
  for (let token = 0; token < 3_000; token++)
    addToBatch(newer, use({ tokenId: `newer ${token}`, secretId: `newer ${token}` }));
  addToBatch(newer, use({ tokenId: "token 0", secretId: "secret 0" }));
  mergeBatch(batch, newer);
  expect(batch.size).toBeLessThanOrEqual(MOST_ROWS);
  expect(countRows(batch)).toBe(batch.size);
  expect(rows(batch).usage[0]).toMatchObject({ tokenId: "token 0", requests: 2 });
});

test("what could not be written and what came since are one", () => {
  const [older, newer] = [emptyBatch(), emptyBatch()];
  addToBatch(older, use({ now: at(1) }));
  addToBatch(older, use({ now: at(1), outcome: "token_expired", scope: "" }));
  addToBatch(newer, use({ now: at(9) }));
  addToBatch(newer, use({ now: at(9), outcome: "token_expired", scope: "" }));
  mergeBatch(older, newer);
  expect(rows(older)).toMatchObject({
    lastUses: [{ usedAt: at(9) }],
    usage: [
      { outcome: "success", requests: 2 },
      { outcome: "token_expired", requests: 2 },
    ],
    sources: [{ requests: 2, refused: 2, firstSeenAt: at(1), lastSeenAt: at(9) }],
    refusals: [{ at: at(1) }],
  });
  expect(countRows(older)).toBe(older.size);
});

test("requests on either side of midnight are of two days, in UTC", () => {
  const batch = emptyBatch();
  addToBatch(batch, use({ now: new Date("2026-05-01T23:59:59.999Z") }));
  addToBatch(batch, use({ now: new Date("2026-05-02T00:00:00.000Z") }));
  expect(rows(batch).usage.map(({ day }) => day)).toEqual(["2026-05-01", "2026-05-02"]);
});

test("what stands for several requests counts as these, from the first to the last", () => {
  const [one, several] = [emptyBatch(), emptyBatch()];
  for (let second = 3; second < 10; second++) addToBatch(one, use({ now: at(second) }));
  addToBatch(several, use({ now: at(9), since: at(3), requests: 7 }));
  expect(rows(several)).toEqual(rows(one));
  expect(rows(several).usage).toMatchObject([{ requests: 7 }]);
});
