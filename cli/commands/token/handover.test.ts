import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HAND_OVER, HAND_OVER_BY_NODE, handToCommand } from "./handover";

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

describe.each<[by: string, file: string, ...args: string[]]>([
  ["a shell", "/bin/sh", "-c", HAND_OVER, "sh"],
  ["Node.js, as on Windows", process.execPath, "-e", HAND_OVER_BY_NODE, "--"],
])("by %s", (_, file, ...args) => {
  const run = (command: string, input: string) => spawnSync(file, [...args, command], { cwd: folder, input }).status;

  test.each(["", "lk_pat_ha"])(
    "where the client is killed on the way, after “%s”, the command does not run",
    (input) => {
      expect([run("cat > received", input), readdirSync(folder)]).toEqual([1, []]);
    },
  );

  test("the command gets all of it, and its exit code counts", () => {
    expect(run("cat > received; exit 3", "lk_pat_x\n")).toBe(3);
    expect(readFileSync(path.join(folder, "received"), "utf8")).toBe("lk_pat_x");
  });
});

test("a command that reads nothing says by its exit code how it went", async () => {
  await handToCommand("exit 0", "lk_pat_x");
  await expect(handToCommand("exit 3", "lk_pat_x")).rejects.toThrow("ended with exit code 3");
});
