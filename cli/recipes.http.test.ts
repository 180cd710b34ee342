import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { readGuide } from "@/lib/docs/guide";
import { installClient, type TestClient } from "@/test/cli/client";
import { createToken, createUser } from "@/test/fixtures";
import { fencesOf } from "@/test/guide/fences";
import { absent, runShell } from "@/test/guide/run-shell";
import { api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { settled } from "@/test/http/settled";

const RECIPES = fencesOf(readGuide("cli")).flatMap(({ language, file, code }) =>
  language === "sh" && file !== undefined ? [{ name: file, code }] : [],
);
const { url } = sharedServer();

let db: Kysely<Database>;
let client: TestClient;
beforeAll(async () => {
  db = serverDatabase();
  client = await installClient();
});
afterAll(async () => {
  await client.remove();
  await db.destroy();
});

/**
 * Programs that stand in for those of the recipes. Each notes its arguments, and does with its input what the real one makes possible: it
 * keeps it, and has it used. `ssh` runs what it is told in another folder, as on another machine.
 */
async function addStandIns(folder: string) {
  const note = `printf '%s\\n' "$0 $*" >> '${folder}/arguments'`;
  const use = `curl -fsS -o /dev/null '${url}/iam/v3/me/' -H @-`;
  const keepAndUse = `${note}
secret=$(cat)
printf '%s' "$secret" > '${folder}/received'
printf 'Authorization: Bearer %s' "$secret" | ${use}`;
  const programs = {
    gh: keepAndUse,
    glab: keepAndUse,
    kubectl: `${note}
case "$*" in
  create*) printf 'token: %s' "$(cat /dev/stdin)" ;;
  apply*) secret=$(sed 's/^token: //'); printf '%s' "$secret" > '${folder}/received'; printf 'Authorization: Bearer %s' "$secret" | ${use} ;;
esac`,
    ssh: `${note}
cd '${folder}' && sh -c "$2" && cp latchkey-token received && { printf 'Authorization: Bearer '; cat received; } | ${use}`,
  };
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(path.join(folder, name), `#!/bin/sh\nset -eu\n${script}\n`);
    await chmod(path.join(folder, name), 0o755);
  }
}

describe.skipIf(absent.length > 0)("a recipe of the guide runs as it is printed", () => {
  test.each(RECIPES)("$name", async ({ name, code }) => {
    const user = await createUser(db);
    const caller = await createToken(db, user, { scopes: ["all"] });
    const rotated = await createToken(db, user, { scopes: ["applications:read"] });
    await addStandIns(client.bin);
    for (const file of ["received", "arguments"]) await writeFile(path.join(client.bin, file), "");
    await settled(url);
    const {
      code: exit,
      output,
      complaints,
    } = await runShell(["sh", "-eu"], code, {
      folder: client.bin,
      variables: { LATCHKEY_HOST: url, LATCHKEY_TOKEN: caller.secret, TOKEN_ID: rotated.id, HOME: client.folder },
    });
    expect([exit, complaints]).toEqual([0, expect.not.stringMatching(/Error/)]);
    if (name === "warn.sh") return;

    const read = async (file: string) => await readFile(path.join(client.bin, file), "utf8");
    const secret =
      name === "env-file.sh" ? (await read(".env")).replace(/^LATCHKEY_TOKEN=(.*)\n$/, "$1") : await read("received");
    expect(secret).toMatch(/^lk_pat_\w{36}$/);
    expect((await api("/iam/v3/me/", { token: secret })).status).toBe(200);
    expect((await api("/iam/v3/me/", { token: rotated.secret })).status).toBe(200);
    // In nothing that others see: what was written, and what stands in the list of processes.
    for (const seen of [output, complaints, await read("arguments")]) expect(seen).not.toContain(secret);
    if (name === "ssh.sh") expect((await stat(path.join(client.bin, "latchkey-token"))).mode & 0o777).toBe(0o600);
  });
});

test("there is a recipe for each place that the guide names", () => {
  expect(RECIPES.map(({ name }) => name)).toEqual([
    "env-file.sh",
    "github.sh",
    "gitlab.sh",
    "kubernetes.sh",
    "ssh.sh",
    "warn.sh",
  ]);
});
