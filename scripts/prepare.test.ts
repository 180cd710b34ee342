import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "latchkey-prepare-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the client is made again when something in it has changed, of lib/ too, and else stays", async () => {
  const made = path.join(folder, "latchkey", "cli");
  const code = 'import("./scripts/prepare.mjs").then(({ ensureClient }) => ensureClient())';
  const ensure = async () => {
    await run(process.execPath, ["-e", code], { env: { ...process.env, NEXT_DIST_DIR: folder } });
    return (await stat(path.join(made, "latchkey.mjs"))).ino;
  };
  const first = await ensure();
  expect(await ensure()).toBe(first);

  const stampFile = path.join(made, "inputs.json");
  const stamp: { inputs: string[]; hash: string } = JSON.parse(await readFile(stampFile, "utf8"));
  expect(stamp.inputs).toEqual(
    expect.arrayContaining(["package-lock.json", "cli/main.ts", "cli/build.mjs", "lib/access-token/secret/secret.ts"]),
  );
  expect(stamp.inputs.filter((file) => /node_modules|\.test\.ts$/.test(file))).toEqual([]);
  // As after a change of one of them.
  await writeFile(stampFile, JSON.stringify({ ...stamp, hash: "another", touched: "at another time" }));
  expect(await ensure()).not.toBe(first);
});
