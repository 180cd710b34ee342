import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildClient, buildPackage } from "@/cli/build.mjs";
import { api } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { sharedServer } from "@/test/http/server";

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "latchkey-served-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fetched(file: string): Promise<Buffer> {
  // As a browser or a proxy asks: what is compressed on the way would not be what the checksum is of.
  const answer = await fetch(`${sharedServer().url}/cli/${file}`, { headers: { "Accept-Encoding": "gzip, br" } });
  expect([answer.status, answer.headers.get("content-encoding")]).toEqual([200, null]);
  return Buffer.from(await answer.arrayBuffer());
}

test("the instance hands out the client as one file, with its checksum, to everybody", async () => {
  const answer = await api("/cli/latchkey.mjs");
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toMatch(/^text\/javascript/);
  const content = await fetched("latchkey.mjs");
  const sha256 = createHash("sha256").update(content).digest("hex");
  expect(answer.headers.etag).toBe(`"${sha256}"`);
  expect((await api("/cli/latchkey.mjs.sha256")).text).toBe(`${sha256}  latchkey.mjs\n`);
  expect(wordsOf((await api("/cli")).text)).toContain(sha256);

  const known = await api("/cli/latchkey.mjs", { headers: { "If-None-Match": `W/"${sha256}", "other"` } });
  expect([known.status, known.text, known.headers.etag]).toEqual([304, "", `"${sha256}"`]);
  expect((await api("/cli/latchkey.mjs", { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
  expect((await api("/cli/latchkey.mjs", { method: "HEAD" })).text).toBe("");

  await writeFile(path.join(folder, "latchkey.mjs"), content);
  const { stdout } = await run(process.execPath, [path.join(folder, "latchkey.mjs"), "--version"]);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

/** Install the client as npm does it globally, where no registry answers. */
async function installed(what: string): Promise<string> {
  const prefix = await mkdtemp(path.join(folder, "prefix-"));
  const registry = "http://127.0.0.1:9/";
  const args = ["install", "-g", "--prefix", prefix, "--registry", registry, "--no-audit", "--no-fund", what];
  const settings = { npm_config_cache: path.join(folder, "cache"), npm_config_update_notifier: "false" };
  await run("npm", args, { env: { ...process.env, ...settings } });
  return path.join(prefix, "bin", "latchkey");
}

test.each([
  ["instance", () => `${sharedServer().url}/cli/latchkey.tgz`],
  ["folder of its sources, once it is built", async () => path.dirname(path.dirname(await buildClient()))],
])("npm installs the client from the %s, and needs no registry for it", async (_, what) => {
  const { stdout } = await run(await installed(await what()), ["--version"]);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("the same sources give the same bytes, which are the ones that are served", async () => {
  for (const again of ["one", "two"]) await buildPackage(path.join(folder, again));
  for (const file of ["latchkey.mjs", "latchkey.tgz"]) {
    const served = await fetched(file);
    for (const again of ["one", "two"]) {
      expect((await readFile(path.join(folder, again, file))).equals(served), `${file}, ${again}`).toBe(true);
    }
  }
});
