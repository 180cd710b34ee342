import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { makeProgram } from "../program";
import { completionOf } from "./completion";

const GLOBAL = ["--host", "--profile", "--json", "--quiet"];

describe("bash completes", () => {
  const script = completionOf(makeProgram(), "bash");

  /** What real bash offers for the last of these words. */
  function offered(...words: string[]): string[] {
    const line = ["latchkey", ...words];
    const asked = `${script}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _latchkey; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const out = execFileSync("bash", ["-euc", asked, "bash", ...line], { encoding: "utf8" });
    return out.split("\n").filter((each) => each !== "");
  }

  test.each<[words: string[], offers: string[]]>([
    [["to"], ["token"]],
    [["token", "re"], ["revoke"]],
    [["token", "ro"], ["rotate"]],
    [["token", "rotate", "--ov"], ["--overlap"]],
    // What was named or said before is no command.
    [["token", "rotate", "Backup", "--ov"], ["--overlap"]],
    [["token", "create", "--label", "list", "--la"], ["--label"]],
    [["--host", "token", "to"], ["token"]],
    [["--host", "=", "token", "to"], ["token"]],
    [["--json", "token", "rotate", "token", "--exec", "list", "--en"], ["--end-overlap"]],
    // The same word takes a value here, and none there.
    [["deployment", "start", "--wait", "x", "--pro"], ["--profile"]],
    // Files are the shell's own matter.
    [["scan", ""], []],
    [["token", "create", "--to-env", ""], []],
  ])("%j with %j", (words, offers) => expect(offered(...words)).toEqual(offers));

  test("the options of every command", () => {
    for (const words of [[], ["token"], ["token", "list"], ["scan"]])
      expect(offered(...words, "--")).toEqual(expect.arrayContaining([...GLOBAL, "--help"]));
  });
});

test("fish keeps names of files where they are meant", () => {
  const lines = completionOf(makeProgram(), "fish").split("\n");
  const at = (path: string) => lines.filter((line) => line.includes(`"__latchkey_at '${path}'"`));
  expect(at("token list")).toContain(`complete -c latchkey -n "__latchkey_at 'token list'" -f`);
  expect(at("scan").filter((line) => / -f\b/.test(line))).toEqual([]);
  expect(at("token create").find((line) => line.includes("-l to-env"))).toContain("-r -F");
  for (const name of GLOBAL) expect(at("token list").some((line) => line.includes(`-l ${name.slice(2)} `))).toBe(true);
});

test("help of a command names the options of every command", () => {
  const list = makeProgram()
    .commands.find((each) => each.name() === "token")
    ?.commands.find((each) => each.name() === "list");
  for (const name of GLOBAL) expect(list?.helpInformation()).toContain(name);
});
