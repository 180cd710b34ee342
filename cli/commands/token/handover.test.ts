import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HAND_OVER, handToCommand } from "./handover";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "latchkey-handover-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("a command gets the secret on its standard input, and nothing besides", async () => {
  await handToCommand(`cat /dev/stdin > '${folder}/received'`, "lk_pat_x");
  expect(readFileSync(path.join(folder, "received"), "utf8")).toBe("lk_pat_x");
});

test.each(["", "lk_pat_ha"])("where the client is killed on the way, after “%s”, the command does not run", (input) => {
  const { status } = spawnSync("/bin/sh", ["-c", HAND_OVER, "sh", "cat > received"], { cwd: folder, input });
  expect([status, readdirSync(folder)]).toEqual([1, []]);
});

test("a command that reads nothing says by its exit code how it went", async () => {
  await handToCommand("exit 0", "lk_pat_x");
  await expect(handToCommand("exit 3", "lk_pat_x")).rejects.toThrow("ended with exit code 3");
});
