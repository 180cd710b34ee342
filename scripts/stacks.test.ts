import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { transformSync } from "esbuild";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tellOurLines } from "./stacks.mjs";

const { prepareStackTrace } = Error;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "latchkey-stacks-"));
  tellOurLines();
});
afterEach(() => {
  Error.prepareStackTrace = prepareStackTrace;
  rmSync(folder, { recursive: true, force: true });
});

/** Make JavaScript of TypeScript whose third line throws, and run it. */
function stackOf({ withMap, sourcefile = "../ours.ts" }: { withMap: boolean; sourcefile?: string }): string {
  const source = 'type Nothing = never;\nexport function fail(): Nothing {\n  throw new TypeError("broken");\n}\n';
  const { code, map } = transformSync(source, {
    loader: "ts",
    format: "cjs",
    sourcefile,
    sourcemap: "external",
    minifyWhitespace: true,
  });
  const file = path.join(folder, `made.cjs`);
  writeFileSync(file, code);
  if (withMap) writeFileSync(`${file}.map`, map);
  const { fail } = createRequire(file)(file);
  try {
    return fail();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? "") : "";
  }
}

test("a stack tells the line of our file, not that of what was made from it", () => {
  const ours = path.join(path.dirname(folder), "ours.ts");
  expect(stackOf({ withMap: true }).split("\n").slice(0, 2)).toEqual([
    "TypeError: broken",
    `    at fail (${ours}:3:9)`,
  ]);
});

test.each([
  ["there is no source map", { withMap: false }],
  ["a source map names no file", { withMap: true, sourcefile: "webpack://next/ours.ts" }],
])("where %s, a stack tells the lines of what runs", (_why, made) => {
  const [head = "", first = ""] = stackOf(made).split("\n");
  expect([head, first.replace(/\d+\)$/, "")]).toEqual([
    "TypeError: broken",
    `    at fail (${path.join(folder, "made.cjs")}:1:`,
  ]);
});
