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

/** One of each kind: with and without a body, a place in the path, a token, a form, a body in the answer. */
const SHOWN = [
  "getMe",
  "updateAccessToken",
  "deleteAccessToken",
  "rotateOwnAccessToken",
  "createOrganisation",
  "introspect",
  "revoke",
  "getHealth",
];

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

test.each(present.flatMap(({ id, name, write }) => SHOWN.map((operation) => ({ id, name, write, operation }))))(
  "the example of $operation in $name gets its answer as it is printed",
  async ({ id, write, operation }) => {
    const endpoint = REFERENCE.find((one) => one.id === operation);
    const call = endpoint && callOf(endpoint);
    if (call === undefined) throw new Error(`the reference has no ${operation}`);
    const caller = operation === "introspect" ? verifier : await createToken(db, owner);
    await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", caller.id).execute();
    const other = await createToken(db, owner);
    const { file, line } = RUN[id];
    writeFileSync(path.join(folder, file), write({ ...call, base: url }));
    await settled(url);
    const { code, output, complaints } = await runShell(["bash"], line, {
      folder,
      variables: { LATCHKEY_TOKEN: caller.secret, TOKEN_UUID: other.id, GOCACHE: folder },
    });
    // The output may have a new secret in it.
    const refusal = /"?'?(?:code|error)"?'?: ?"?'?(\w+)/.exec(output)?.[1];
    expect([code, refusal], code === 0 ? "" : complaints).toEqual([0, undefined]);
    const { revoked_at } = await db
      .selectFrom("access_token")
      .select("revoked_at")
      .where("id", "=", other.id)
      .executeTakeFirstOrThrow();
    expect(revoked_at !== null).toBe(operation === "deleteAccessToken");
  },
);
