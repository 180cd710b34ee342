import fc from "fast-check";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createToken } from "@/test/fixtures";
import { type ApiAnswer, api, serverDatabase } from "@/test/http/api";
import { type Document, loadDocument, type Operation, resolved, validatorOf } from "@/test/http/documented";
import { whenThereIsRoom } from "@/test/wait";
import type { Schema } from "./arbitrary";
import { type Given, requestTo } from "./request";
import { createContractWorld } from "./world";

/**
 * Every operation of the OpenAPI document is sent what the document allows, and what it forbids. That each answer is one that the
 * document has, is looked at by `api` with every request of every test; here, besides, that none is a fault of the server's, and
 * that nothing is done which the document forbids. `CONTRACT_SEED` and `CONTRACT_RUNS` make up others, and more.
 */
const SEED = Number(process.env.CONTRACT_SEED ?? 20_270_104);
const RUNS = Number(process.env.CONTRACT_RUNS ?? 8);
// As many changes as one token may have under way.
const AT_ONCE = 4;

let db: Kysely<Database>;
let world: Awaited<ReturnType<typeof createContractWorld>>;
const { document } = await loadDocument();
const seen = new Map<string, Map<number, number>>();
beforeAll(async () => {
  db = serverDatabase();
  world = await createContractWorld(db);
});
afterAll(async () => {
  const counts = [...seen.values()].flatMap((statuses) => [...statuses.values()]);
  console.log(`contract: ${counts.reduce((sum, count) => sum + count, 0)} requests to ${seen.size} operations`);
  await db.destroy();
});

// What ends things comes last, and of these what is told last begins, which is in what is told before: so it is there when it is asked for.
const ORDER = ["get", "head", "options", "post", "patch", "put", "delete"];
const OPERATIONS = Object.entries(document.paths)
  .flatMap(([path, operations], n) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method, operation, n })),
  )
  .sort(
    (one, other) =>
      ORDER.indexOf(one.method) - ORDER.indexOf(other.method) || (one.method === "delete" ? other.n - one.n : 0),
  );

describe.each(OPERATIONS)("$method $path", (asked) => {
  test("answers as the document says, whatever it is sent", async () => {
    const requests = fc.array(requestTo(document, asked, world.known), { minLength: AT_ONCE, maxLength: AT_ONCE });
    const property = fc.asyncProperty(requests, async (given) => {
      await Promise.all(given.map((one) => hold(asked, one)));
    });
    // A failure is told smaller, but not by asking for as long as it takes.
    await fc.assert(property, { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: 60_000 });
  });
});

test("nearly every operation has done what it was asked for", () => {
  const never = OPERATIONS.map(nameOf).filter(
    (name) => ![...(seen.get(name)?.keys() ?? [])].some((status) => status < 400),
  );
  expect(never.length, never.join(", ")).toBeLessThanOrEqual(OPERATIONS.length / 10);
});

async function hold(asked: (typeof OPERATIONS)[number], given: Given): Promise<void> {
  const token = await tokenFor(asked, given);
  const { method, path, headers, body } = given;
  const answer = await whenThereIsRoom(() =>
    api(path, { method, headers, ...(body === undefined ? {} : { body }), ...(token === undefined ? {} : { token }) }),
  );
  count(nameOf(asked), answer.status);
  expect(answer.status).toBeLessThan(500);
  const forbidden = await forbiddenBy(asked.operation, given);
  if (forbidden !== undefined)
    expect(answer.status, `done, though ${forbidden}: ${describeAnswer(answer)}`).toBeGreaterThan(299);
}

// A token that may end itself is one of its own.
async function tokenFor({ path }: { path: string }, { caller }: Given): Promise<string | undefined> {
  if (caller === "owner" && path.includes("/self/")) {
    const { id, secret } = await createToken(db, world.owner);
    await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", id).execute();
    return secret;
  }
  return caller && world.secrets[caller];
}

/** Why the document forbids a request; undefined where it does not, or says nothing of it. */
async function forbiddenBy(operation: Operation, { json, query }: Given): Promise<string | undefined> {
  const all = await loadDocument();
  const body = operation.requestBody && resolved<{ content: Document["components"] }>(document, operation.requestBody);
  const schema = (body?.content["application/json"] as { schema: Schema } | undefined)?.schema;
  if (json !== undefined && schema !== undefined) {
    const validate = validatorOf(all, schema);
    if (!validate(JSON.parse(JSON.stringify(json.value)))) return all.ajv.errorsText(validate.errors);
  }
  for (const parameter of operation.parameters ?? []) {
    const values = query.filter(([name]) => name === parameter.name).map(([, value]) => value);
    if (parameter.in !== "query" || values.length === 0) continue;
    const isList = parameter.schema.type === "array";
    const isNumber = parameter.schema.type === "integer";
    const read = values.map((value) => (isNumber && /^\d+$/.test(value) ? Number(value) : value));
    const validate = validatorOf(all, parameter.schema);
    if (!validate(isList || read.length > 1 ? read : read[0]))
      return `${parameter.name} ${all.ajv.errorsText(validate.errors)}`;
  }
  return undefined;
}

function count(name: string, status: number): void {
  const statuses = seen.get(name) ?? new Map<number, number>();
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  seen.set(name, statuses);
}

function nameOf({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`;
}

function describeAnswer({ status, text }: ApiAnswer): string {
  return `${status} ${text.slice(0, 300)}`;
}
