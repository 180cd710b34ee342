import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
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

const folder = mkdtempSync(path.join(tmpdir(), "latchkey-completion-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Line = readonly string[];
/** What other shells make of each of these lines where Tab is pressed behind its last word. */
const SHELLS: { name: string; completed(script: string, lines: readonly Line[]): Line[] }[] = [
  {
    name: "fish",
    completed: (script, lines) => {
      writeFileSync(path.join(folder, "completions.fish"), script);
      const asked = 'source completions.fish; for line in $argv; complete -C "$line"; echo; end';
      const out = run("fish", "--no-config", "-c", asked, ...lines.map(typed));
      const offered = out.split("\n\n").map((each) => each.split("\n").map((line) => line.split("\t")[0] ?? ""));
      return lines.map((words, n) => [...words.slice(0, -1), ...(offered[n] ?? [])]);
    },
  },
  {
    name: "zsh",
    completed: (script, lines) => {
      // As a file that zsh loads by itself once Tab is pressed.
      mkdirSync(path.join(folder, "functions"));
      writeFileSync(path.join(folder, "functions", "_latchkey"), script);
      const settings = `PS1= RPS1=; fpath=("$PWD/functions" $fpath); autoload -Uz compinit && compinit -u -D
bindkey '^I' complete-word; latchkey() { print -r -- "<$*>" }`;
      writeFileSync(path.join(folder, "rc"), settings);
      const asked = `zmodload zsh/zpty; zpty shell "TERM=dumb zsh -fi"; zpty -w shell ". ./rc"
for line; do zpty -w shell "$line"$'\\t'; zpty -r shell out '*<*>*'; print -r -- "$out"; done`;
      const out = run("zsh", "-fc", asked, "zsh", ...lines.map(typed));
      return [...out.matchAll(/<(.*?)>/g)].map(([, words = ""]) => words.trim().split(" "));
    },
  },
];
const typed = (words: Line) => ["latchkey", ...words].join(" ");
const run = (file: string, ...args: string[]) =>
  execFileSync(file, args, { cwd: folder, encoding: "utf8", timeout: 60_000 });
const isInstalled = ({ name }: { name: string }) => spawnSync(name, ["-c", "true"]).status === 0;
const missing = SHELLS.filter((shell) => !isInstalled(shell)).map(({ name }) => name);
if (missing.length > 0) console.log(`completions: not run in ${missing.join(", ")}, not installed here`);

test.each(SHELLS.filter(isInstalled))("$name completes commands, options and names of files", ({ name, completed }) => {
  writeFileSync(path.join(folder, "latchkey.env"), "");
  const lines: [typed: Line, completed: Line][] = [
    [["tok"], ["token"]],
    [
      ["token", "ro"],
      ["token", "rotate"],
    ],
    [
      ["token", "rotate", "Backup", "--ov"],
      ["token", "rotate", "Backup", "--overlap"],
    ],
    [
      ["token", "create", "--label", "list", "--la"],
      ["token", "create", "--label", "list", "--label"],
    ],
    [
      ["--host", "token", "tok"],
      ["--host", "token", "token"],
    ],
    [
      ["deployment", "start", "--wait", "x", "--pro"],
      ["deployment", "start", "--wait", "x", "--profile"],
    ],
    [
      ["token", "create", "--to-env", "./latch"],
      ["token", "create", "--to-env", "./latchkey.env"],
    ],
  ];
  const script = completionOf(makeProgram(), name);
  expect(
    completed(
      script,
      lines.map(([words]) => words),
    ),
  ).toEqual(lines.map(([, words]) => words));
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
