import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createApplication, createMember, createOrganisation, createToken } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { hasCurl } from "@/test/http/curl";
import { sharedServer } from "@/test/http/server";
import { settled } from "@/test/http/settled";

const run = promisify(execFile);
const hasTools = (await hasCurl()) && (await run("jq", ["--version"]).then(Boolean, () => false));

let db: Kysely<Database>;
let folder: string;
beforeAll(async () => {
  db = serverDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "latchkey-recipe-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await db.destroy();
});

/** The shell lines of a page of the guide, block by block. */
async function recipesOf(page: string): Promise<string[]> {
  const text = await readFile(page, "utf8");
  return [...text.matchAll(/```sh .*\n([\s\S]*?)```/g)].map(([, lines = ""]) => lines);
}

test.skipIf(!hasTools)(
  "the recipe that reports a deployment does so as it is printed, whether the job works or fails",
  async () => {
    const organisation = await createOrganisation(db);
    const owner = await createMember(db, organisation, "owner");
    const application = await createApplication(db, organisation);
    const environment = application.environments.live ?? "";
    const limits = [{ organisation_id: organisation.id, application_id: application.id, environment_id: environment }];
    const token = await createToken(db, owner, { scopes: ["deployments:write"], limits });
    await settled(sharedServer().url);
    const [report = "", find = ""] = await recipesOf("docs/guide/deployments.md");
    const shell = async (lines: string) =>
      await run("sh", ["-euc", lines], {
        cwd: folder,
        env: {
          ...process.env,
          LATCHKEY_HOST: sharedServer().url,
          LATCHKEY_TOKEN: token.secret,
          ENVIRONMENT: environment,
        },
      });
    const list = async () =>
      (await api(`/apps/v3/deployments/?environment=${environment}`, { token: token.secret })).json;
    const logOf = async (uuid: string) =>
      (await api(`/apps/v3/deployments/${uuid}/logs`, { token: token.secret })).json.logs;

    for (const [end, status, percent] of [
      ["exit 0", "succeeded", 100],
      ["exit 3", "failed", 10],
    ] as const) {
      await writeFile(path.join(folder, "deploy.sh"), `#!/bin/sh\nseq 1 9000\n${end}\n`, { mode: 0o755 });
      await shell(report);
      const [latest] = (await list()).results;
      expect(latest).toMatchObject({ status, percent });
      expect(await logOf(latest.uuid)).toBe(Array.from({ length: 9000 }, (_, n) => `${n + 1}\n`).join(""));
    }

    const [first, second] = [await requestOne(), await requestOne()];
    expect(second).not.toBe(first);
    const [variables] = report.split("uuid=");
    expect((await shell(`${variables}\n${find}\nprintf %s "$uuid"`)).stdout).toBe(first);

    async function requestOne(): Promise<string> {
      const asked = { method: "POST", token: token.secret, body: { environment } };
      return (await api("/apps/v3/deployments/", asked)).json.uuid;
    }
  },
);
