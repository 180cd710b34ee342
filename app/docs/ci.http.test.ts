import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApplication, createOrganisation, createToken, createUser } from "@/test/fixtures";
import { ciRecipes, type Recipe } from "@/test/guide/ci-recipes";
import { absent, runShell } from "@/test/guide/run-shell";
import { api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { settled } from "@/test/http/settled";

const DAY_MS = 86_400_000;
const db = serverDatabase();
const { url } = sharedServer();
const folder = mkdtempSync(path.join(tmpdir(), "latchkey-recipes-"));
const { run: RECIPES, left } = ciRecipes(url);

// What is not run is told apart from what passes.
console.log(`CI recipes: not run, ${left.join("; ")}`);
if (absent.length > 0) console.log(`CI recipes: nothing is run without ${absent.join(", ")}`);

let owner: Awaited<ReturnType<typeof createUser>>;
let gitLab: Server;
const received: { method: string | undefined; url: string | undefined; token: unknown; body: string }[] = [];

beforeAll(async () => {
  owner = await createUser(db);
  // Stands in for the program of GitHub, which keeps what it is given.
  const gh = path.join(folder, "gh");
  writeFileSync(gh, '#!/bin/sh\n[ "$*" = "secret set LATCHKEY_TOKEN" ] && cat > "$STORED"\n');
  chmodSync(gh, 0o755);
  gitLab = createServer(async (request, response) => {
    received.push({
      method: request.method,
      url: request.url,
      token: request.headers["private-token"],
      body: await text(request),
    });
    response.end("{}");
  }).listen(0, "127.0.0.1");
  await once(gitLab, "listening");
});
afterAll(async () => {
  gitLab.close();
  rmSync(folder, { recursive: true });
  await db.destroy();
});

const recipe = (name: string): Recipe => {
  const found = RECIPES.find((candidate) => candidate.name.includes(name));
  if (found === undefined) throw new Error(`ci.md has no recipe ${name}`);
  return found;
};

/** Run a recipe as it is printed, with the secret where the CI would put it. */
async function run({ shell, script, variables }: Recipe, secret: string, more: Record<string, string> = {}) {
  await settled(url);
  return await runShell(shell, script, {
    folder,
    variables: { LATCHKEY_HOST: url, LATCHKEY_TOKEN: secret, ...more, ...variables },
  });
}

async function createRotatingToken() {
  const token = await createToken(db, owner);
  await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", token.id).execute();
  return token;
}

const me = async (token: string) => (await api("/iam/v3/me/", { token })).status;

/** What a recipe may need besides the token: none is left to the environment of whoever runs the tests. */
const given = () => {
  const address = gitLab.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    STORED: path.join(folder, "stored"),
    GH_TOKEN: "gh",
    GITLAB_TOKEN: "glpat",
    CI_PROJECT_ID: "42",
    CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`,
    ENVIRONMENT_UUID: "0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10",
  };
};

test("the page has recipes for each CI that it names", () => {
  expect(RECIPES.map(({ name }) => name)).toEqual([
    "check-token.sh",
    "warn-before-expiry.sh",
    "write-env.sh",
    "one-job-token.sh",
    ".github/workflows/deploy.yml: Check the token",
    ".github/workflows/deploy.yml: List the applications",
    ".github/workflows/rotate-token.yml: Rotate, and store the new secret",
    ".gitlab-ci.yml: check-token",
    ".gitlab-ci.yml: rotate-token",
    "bitbucket-pipelines.yml: Check the token, and list the applications",
  ]);
});

describe.skipIf(absent.length > 0)("run as they are printed", () => {
  test.each(RECIPES.map(({ name }) => name))("%s succeeds with a good token", async (name) => {
    const { secret } = await createRotatingToken();
    const { code, complaints } = await run(recipe(name), secret, given());
    expect([code, complaints]).toEqual([0, ""]);
  });

  test.each(RECIPES.map(({ name }) => name).filter((name) => name !== "warn-before-expiry.sh"))(
    "%s fails with a revoked token, and its log says why without the secret",
    async (name) => {
      const { secret } = await createToken(db, owner, { revoked: { at: new Date() } });
      const { code, output, complaints } = await run(recipe(name), secret, given());
      expect(code).not.toBe(0);
      expect(complaints).toContain("401");
      expect((output + complaints).includes(secret)).toBe(false);
    },
  );

  test("a job that checks its token fails with what to do on its log", async () => {
    const { secret } = await createToken(db, owner, { revoked: { at: new Date() } });
    for (const name of ["check-token.sh", "Check the token", ".gitlab-ci.yml: check-token", "bitbucket"]) {
      expect((await run(recipe(name), secret)).output, name).toContain('"code":"token_revoked"');
    }
  });

  test("a token that expires within two weeks is warned about, and another is not", async () => {
    const expiring = async (days: number) => {
      const token = await createToken(db, owner, { expiresAt: new Date(Date.now() + days * DAY_MS) });
      return (await run(recipe("warn-before-expiry.sh"), token.secret)).output;
    };
    expect(await expiring(13)).toMatch(/^Warning: this token expires on \d{4}-/);
    expect(await expiring(15)).toBe("");
  });

  test("the token of one job can do less, and is revoked when the job ends, also when it fails", async () => {
    const { secret } = await createToken(db, owner);
    const labelled = () =>
      db
        .selectFrom("access_token")
        .selectAll()
        .where("user_id", "=", owner.id)
        .where("label", "=", "One job")
        .execute();
    const before = (await labelled()).length;
    const { script, ...rest } = recipe("one-job-token.sh");
    expect((await run({ ...rest, script: `${script}\nfalse` }, secret)).code).toBe(1);
    const rows = await labelled();
    expect(rows).toHaveLength(before + 1);
    expect(rows.map(({ scopes }) => scopes)).toEqual(rows.map(() => ["applications:read"]));
    expect(rows.every(({ revoked_at }) => revoked_at !== null)).toBe(true);
  });

  test("the variables of an environment are written to a file that a shell reads", async () => {
    const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
    const { environments } = await createApplication(db, organisation);
    const { secret } = await createToken(db, owner, { scopes: ["environment-variables:write"] });
    for (const body of [
      { name: "GREETING", value: "it's $HOME" },
      { name: "HIDDEN", value: "not to be read", is_sensitive: true },
    ])
      await api("/apps/v3/environment-variables/", {
        method: "POST",
        token: secret,
        body: { environment: environments.test, ...body },
      });
    const variables = { ENVIRONMENT_UUID: environments.test ?? "" };
    expect((await run(recipe("write-env.sh"), secret, variables)).code).toBe(0);
    const read = await run({ ...recipe("check-token.sh"), script: '. ./.env; echo "$GREETING"' }, secret);
    expect(read.output).toBe("it's $HOME\n");
    expect(readFileSync(path.join(folder, ".env"), "utf8")).not.toContain("HIDDEN");
  });

  test.each(["rotate-token.yml", ".gitlab-ci.yml: rotate-token"])(
    "%s stores a new secret that works, and the old one works on for a while",
    async (name) => {
      const { secret } = await createRotatingToken();
      received.length = 0;
      expect((await run(recipe(name), secret, given())).code).toBe(0);
      const stored = name.startsWith("rotate")
        ? readFileSync(given().STORED, "utf8")
        : (/name="value"\r\n\r\n(.*)\r\n/.exec(received[0]?.body ?? "")?.[1] ?? "");
      expect(stored).toMatch(/^lk_pat_/);
      expect(stored).not.toBe(secret);
      expect([await me(stored), await me(secret)]).toEqual([200, 200]);
      if (name.startsWith("rotate")) return;
      const [{ method, url: asked, token } = {}] = received;
      expect([method, asked, token]).toEqual(["PUT", "/api/v4/projects/42/variables/LATCHKEY_TOKEN", "glpat"]);
    },
  );
});
