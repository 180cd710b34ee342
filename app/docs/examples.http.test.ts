import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readGuide } from "@/lib/docs/guide";
import {
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
} from "@/test/fixtures";
import { fencesOf } from "@/test/guide/fences";
import { absent, runShell } from "@/test/guide/run-shell";
import { serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { settled } from "@/test/http/settled";

const PAGES = [
  "quick-start",
  "single-token",
  "calling-the-api",
  "rotation",
  "use",
  "agencies",
  "checking-tokens",
  "webhooks",
];
const EXAMPLES = PAGES.flatMap((page) =>
  fencesOf(readGuide(page))
    .filter(({ language, code }) => ["sh", "js"].includes(language) && !/…|npm run/.test(code))
    .map(({ language, code }, index) => ({ name: `${page}, ${index + 1}`, language, code })),
);

const db = serverDatabase();
const { url } = sharedServer();
const folder = mkdtempSync(path.join(tmpdir(), "latchkey-examples-"));
let owner: Awaited<ReturnType<typeof createUser>>;
let named: Record<string, string>;

beforeAll(async () => {
  owner = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  const application = await createApplication(db, organisation);
  const verifier = await createOrganisationToken(db, organisation, { scopes: ["verify"] });
  const asked = await createToken(db, owner);
  named = {
    LATCHKEY_HOST: url,
    TOKEN_UUID: asked.id,
    SECRET: asked.secret,
    VERIFIER_UUID: verifier.id,
    VERIFIER_SECRET: verifier.secret,
    ORGANISATION_UUID: organisation.id,
    APPLICATION_UUID: application.id,
    ENVIRONMENT_UUID: application.environments.test ?? "",
  };
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.destroy();
});

describe.skipIf(absent.length > 0)("run as they are printed", () => {
  test.each(EXAMPLES)("example $name of the guide gets what it asks for", async ({ language, code }) => {
    const { id, secret } = await createToken(db, owner, { label: "Example" });
    await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", id).execute();
    await settled(url);
    const script = language === "sh" ? code : `node --input-type=module -e '${code}'`;
    const variables = { ...named, LATCHKEY_TOKEN: secret };
    const { code: exit, output } = await runShell(["bash", "-eo", "pipefail"], script, { folder, variables });
    // The output itself may have a new secret in it.
    expect([exit, /"code":"(\w+)"/.exec(output)?.[1]]).toEqual([0, undefined]);
    if (language === "sh" && code.includes("introspect")) expect(output.includes('"active":true')).toBe(true);
  });
});

test("the guide has examples", () => {
  expect(EXAMPLES.length).toBeGreaterThan(12);
});
