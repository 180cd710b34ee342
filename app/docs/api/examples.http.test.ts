import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOrganisation, createOrganisationToken, createToken, createUser } from "@/test/fixtures";
import { runShell } from "@/test/guide/run-shell";
import { serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { settled } from "@/test/http/settled";
import { LANGUAGES, type Language } from "./examples/languages";
import { callOf, REFERENCE } from "./reference";

/** One with JSON and a place in its path, one without a body in either direction, and a form. */
const SHOWN = ["updateAccessToken", "deleteAccessToken", "introspect"];

/** How each is run from its file, and what has to be there for that. */
const RUN: Record<Language, { file: string; line: string; needs: string | undefined }> = {
  curl: { file: "call.sh", line: "bash -e call.sh", needs: "bash --version && curl --version" },
  python: { file: "call.py", line: "python3 call.py", needs: 'python3 -c "import requests"' },
  node: { file: "call.mjs", line: "node call.mjs", needs: undefined },
  go: { file: "call.go", line: "go run call.go", needs: "go version" },
};
const isThere = (line: string | undefined) =>
  line === undefined || spawnSync(line, { shell: true, stdio: "ignore" }).status === 0;
const present = LANGUAGES.filter(({ id }) => isThere(RUN[id].needs));

// What is not run is told apart from what passes.
for (const { id, name } of LANGUAGES) {
  if (!present.some((language) => language.id === id)) console.log(`Examples of the API in ${name}: not run`);
}

const db = serverDatabase();
const { url } = sharedServer();
const folder = mkdtempSync(path.join(tmpdir(), "latchkey-calls-"));
let owner: Awaited<ReturnType<typeof createUser>>;
let verifier: Awaited<ReturnType<typeof createOrganisationToken>>;

beforeAll(async () => {
  owner = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  verifier = await createOrganisationToken(db, organisation, { scopes: ["verify"] });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.destroy();
});

test.each(SHOWN)("the examples of %s get their answer as they are printed", async (operation) => {
  const endpoint = REFERENCE.find((one) => one.id === operation);
  const call = endpoint && callOf(endpoint);
  if (call === undefined) throw new Error(`the reference has no ${operation}`);
  const run = async ({ id, name, write }: (typeof LANGUAGES)[number]) => {
    const caller = operation === "introspect" ? verifier : await createToken(db, owner);
    const other = await createToken(db, owner, { label: "Before" });
    const { file, line } = RUN[id];
    writeFileSync(path.join(folder, file), write({ ...call, base: url }));
    await settled(url);
    const { code, output, complaints } = await runShell(["bash"], line, {
      folder,
      variables: { LATCHKEY_TOKEN: caller.secret, TOKEN_UUID: other.id, GOCACHE: folder },
    });
    const { label, revoked_at } = await db
      .selectFrom("access_token")
      .select(["label", "revoked_at"])
      .where("id", "=", other.id)
      .executeTakeFirstOrThrow();
    const refusal = /["']?(?:code|error)["']?: ?["'](\w+)/.exec(output)?.[1];
    return { name, code, refusal, complaints: code === 0 ? "" : complaints, label, isRevoked: revoked_at !== null };
  };
  expect(await Promise.all(present.map(run))).toEqual(
    present.map(({ name }) => ({
      name,
      code: 0,
      refusal: undefined,
      complaints: "",
      label: operation === "updateAccessToken" ? "Deploy from GitLab" : "Before",
      isRevoked: operation === "deleteAccessToken",
    })),
  );
});
