import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ENDPOINTS } from "@/app/api/endpoints";
import { createTestDatabase, type TestDatabase } from "../database/database";
import { startServer } from "../http/server";
import { copyBuild, type Removed } from "../matrix/broken-build";
import { cellsOf, runEntry } from "../matrix/cells";
import { ENTRIES } from "../matrix/entries";
import { expectedOutcome } from "../matrix/oracle";
import { createWorld, type World } from "../matrix/world";

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.db);
});
afterAll(() => database.destroy());

const leftovers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of leftovers.splice(0).reverse()) await end();
});

/** A production server on the matrix's world, whose build lacks one check. */
async function serverWithout(name: string, removed: Removed): Promise<string> {
  const build = copyBuild(`without-${name}`, removed);
  leftovers.push(build.remove);
  const server = await startServer({
    // The check is taken out of what Next.js has built, so that answers, and nothing that another part of the process has judged.
    env: {
      NEXT_DIST_DIR: build.folder,
      DATABASE_URL: database.url,
      API_THROUGH_NEXT: "yes",
      PRINCIPAL_CACHE_MB: "0",
    },
  });
  leftovers.push(() => server.stop());
  return server.url;
}

function entryOf(name: string) {
  const endpoint = ENDPOINTS.find(({ method, path }) => `${method} ${path}` === name);
  const entry = ENTRIES[name]?.[0];
  if (endpoint === undefined || entry === undefined) throw new Error(`there is no entry for ${name}`);
  return { endpoint, entry };
}

test.each<[string, string, Removed, string]>([
  [
    "scope",
    "GET /iam/v3/access-tokens/",
    {
      pattern: /if\(!\w+\.every\(\w+=>\(0,\w+\.\w+\)\(\w+\.token\.scopes,\w+\)\)\)throw/g,
      replacement: "if(false)throw",
    },
    "403 insufficient_scope",
  ],
  [
    "role",
    "POST /apps/v3/applications/",
    // What is left of `roleAllows`, which pages and endpoints ask.
    { pattern: /return"no"!==\w+\(\w+,\w+\)/g, replacement: "return!0" },
    "403 role_required",
  ],
  [
    "access",
    "POST /apps/v3/applications/",
    { pattern: /if\(void 0!==(\w+)&&"active"!==\1\.state\)return\{id/g, replacement: "if(false)return{id" },
    "403 access_withdrawn",
  ],
])(
  "a build without the check of the %s fails the matrix of %s, in each cell that the check refuses and in no other",
  async (name, path, removed, refusal) => {
    const { endpoint, entry } = entryOf(path);
    const url = await serverWithout(name, removed);
    const { mismatches } = await runEntry(world, endpoint, entry, { url });
    const refused = cellsOf(world, endpoint).filter(
      ({ caller }) => expectedOutcome(caller, endpoint.scope, entry.need) === refusal,
    );
    expect(refused.length).toBeGreaterThan(5);
    expect(mismatches.map((line) => line.split(":")[0])).toEqual(refused.map((cell) => cell.name).sort());
  },
);
