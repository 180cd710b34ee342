import { expect, test } from "vitest";
import { parseDotenv } from "./dotenv.mjs";

test.each([
  ["A=1", { A: "1" }],
  ["A = 1 ", { A: "1" }],
  ["export A=1\r\nB=2\r\n", { A: "1", B: "2" }],
  ["\ufeffA=1", { A: "1" }],
  ["# a comment\n\n  A=1 # another", { A: "1" }],
  ["A=#", { A: "#" }],
  ["BRAND_COLOR=#ff8800", { BRAND_COLOR: "#ff8800" }],
  ["A=#ff8800 # a comment", { A: "#ff8800" }],
  ["A= # a comment", { A: "" }],
  ["A=\t#a comment", { A: "" }],
  ["A = x#y #z", { A: "x#y" }],
  ["A=1\n   \n\t\nB=2", { A: "1", B: "2" }],
  ["A=1\rB=2\r", { A: "1", B: "2" }],
  ["A=one # a \u2028 comment\n# another \u2029 one", { A: "one" }],
  ["A=one#two", { A: "one#two" }],
  ["A=", { A: "" }],
  ["A=x=y&z", { A: "x=y&z" }],
  ['A="one\\ntwo \\"three\\" \\\\n"', { A: 'one\ntwo "three" \\n' }],
  ["A='one\\ntwo $B'", { A: "one\\ntwo $B" }],
  ['A="# not a comment" # a comment', { A: "# not a comment" }],
  [
    'A="-----BEGIN KEY-----\nabc\n-----END KEY-----"\nB=2',
    { A: "-----BEGIN KEY-----\nabc\n-----END KEY-----", B: "2" },
  ],
  ["A=1\nA=2", { A: "2" }],
  ["A=$HOME", { A: "$HOME" }],
  ["# a comment\u2028of one line\nA=1 # another\u2028one", { A: "1" }],
])("%j is read as people mean it", (text, expected) => {
  const { entries, wrongLines } = parseDotenv(text);
  expect(Object.fromEntries(entries.map(({ name, value }) => [name, value]))).toEqual(expected);
  expect(wrongLines).toEqual([]);
});

test.each([
  ["A=1\nnot a line\nB=2", [2]],
  ["1A=1", [1]],
  ["A-B=1", [1]],
  ["A", [1]],
  ['A="never closed\nB=2', [1]],
  ['A="one" two', [1]],
  ['A="one"#two', [1]],
  ["A='one'#two\nB=2", [1]],
])("%j names the lines that are no variables", (text, lines) => {
  expect(parseDotenv(text).wrongLines).toEqual(lines);
});

test("names that come twice are told with their lines", () => {
  expect(parseDotenv("A=1\nB='x\ny'\nA=2\nB=3\nA=4").repeated).toEqual([
    [1, 4],
    [2, 5],
    [4, 6],
  ]);
  expect(parseDotenv("A=1\nB=1").repeated).toEqual([]);
});

test("what is not closed is read in a moment, however long it is", () => {
  const before = performance.now();
  parseDotenv(`A="${"\\".repeat(200_001)}\n${'B="\n'.repeat(100_000)}`);
  parseDotenv("A =".repeat(100_000));
  parseDotenv(" ".repeat(300_000));
  parseDotenv(`A=x${" #".repeat(150_000)}\u2028x`);
  parseDotenv(`A="x"${" #".repeat(150_000)}\u2028x`);
  parseDotenv(`A=${" ".repeat(300_000)}x`);
  parseDotenv(`A=x${" #".repeat(250_000)}\u2028x`);
  expect(performance.now() - before).toBeLessThan(20_000);
});
