import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const RANGES = [...readFileSync("app/fonts/fonts.ts", "utf8").matchAll(/value:\s*"(U\+.*)"/g)].map(
  ([, range]) => range ?? "",
);

function isIn(range: string, sign: string): boolean {
  const point = sign.codePointAt(0) ?? 0;
  return range.split(", ").some((part) => {
    const [from = "", to = from] = part.slice(2).split("-");
    return point >= Number.parseInt(from, 16) && point <= Number.parseInt(to, 16);
  });
}

test("no sign that pages write themselves makes a browser load the second file of a font", () => {
  const [latin, rest] = new Set(RANGES);
  expect(RANGES).toEqual([latin, rest, latin, rest]);
  const sources = ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".tsx") && !name.includes(".test."))
      .map((name) => readFileSync(path.join(folder, name), "utf8")),
  );
  const signs = [...new Set(sources.join(""))].filter((sign) => sign > "~");
  expect(signs).toContain("⌘");
  expect(signs.filter((sign) => !isIn(latin ?? "", sign))).toEqual([]);
});
