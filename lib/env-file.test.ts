import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readEnvFile } from "./env-file.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "latchkey-env-"));
const file = path.join(folder, ".env");
afterAll(() => rmSync(folder, { recursive: true }));

function toldOf(text: string, env: Record<string, string | undefined> = {}) {
  writeFileSync(file, text);
  return readEnvFile(file, env).map((sentence) => sentence.replace(file, ".env"));
}

function read(text: string | Buffer, env: Record<string, string | undefined> = {}) {
  writeFileSync(file, text);
  readEnvFile(file, env);
  return env;
}

test.each<[string, string, Record<string, string>]>([
  ["a line of spaces", "A=1\n    \nB=2\n", { A: "1", B: "2" }],
  ["a byte order mark", "\ufeffA=1\r\nB=2\r\n", { A: "1", B: "2" }],
  ["# inside a value", "A=p#ss#word # a comment\nB=2", { A: "p#ss#word", B: "2" }],
  ["export, quotes and lines inside quotes", "export A='1 # 2'\nB=\"x\ny\"", { A: "1 # 2", B: "x\ny" }],
])("%s loses no setting", (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test("the environment overrules the file, also with an empty value", () => {
  expect(read("A=1\nB=2\nC=3", { A: "5", B: "" })).toEqual({ A: "5", B: "", C: "3" });
});

test("of a setting that comes more than once the last counts, and its lines are told, not its values", () => {
  const text = "A=secret-word\nB=1\nA=2\n# A=3\nexport A='4'\nB=2\n";
  expect(read(text)).toEqual({ A: "4", B: "2" });
  expect(toldOf(text)).toEqual([
    "A is set more than once in .env, on lines 1, 3, 5: the last one is used.",
    "B is set more than once in .env, on lines 2, 6: the last one is used.",
  ]);
  // Neither counts where the environment has it.
  expect(toldOf(text, { A: "5", B: "" })).toEqual([]);
  expect(toldOf("A=1\nB=1\n")).toEqual([]);
});

test.each<[string, string | Buffer, RegExp]>([
  ["no assignment", "A=1\nSMTP_URL: secret-word\n", /^Line 2 of .*\.env can't be read: /],
  ["several of them", "A=1\nsecret-word\n# fine\nB\n", /^Lines 2, 4 of .*\.env can't be read: /],
  ["a quote that is not closed", 'A=1\n\nB="secret-word\nC=3', /^Line 3 of .*\.env can't be read: /],
  ["NUL", "A=1\nB=secret-word\0\n", /^Line 2 of .*\.env can't be read: /],
  ["another encoding than UTF-8", Buffer.from("A=1\nB=secret-word\xe9\n", "latin1"), /^Line 2 of .*\.env .* UTF-8\.$/],
  ["UTF-16", Buffer.from("\ufeffA=1\n", "utf16le"), /^Line 1 of .*\.env .* UTF-8\.$/],
])("what cannot be read is named by its line, and nothing is set: %s", (_, text, sentence) => {
  const env: Record<string, string | undefined> = {};
  expect(() => read(text, env)).toThrow(sentence);
  expect(() => read(text, env)).not.toThrow(/secret-word/);
  expect(env).toEqual({});
});

test("without a file nothing is set, and a folder in its place is told", () => {
  expect(() => readEnvFile(path.join(folder, "nothing"), {})).not.toThrow();
  expect(() => readEnvFile(folder, {})).toThrow(/can't be read \(EISDIR\)\.$/);
});
