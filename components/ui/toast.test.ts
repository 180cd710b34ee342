import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** `Token revoked`, `Other sessions ended`, `Role not changed`: the kind of thing, then what was done to it. */
const RULE =
  /^[A-Z][a-z]+( [a-z]+)* (added|cancelled|changed|copied|created|deleted|denied|discarded|ended|enforced|extended|imported|left|loaded|narrowed|paused|planned|removed|renamed|renewed|restored|resumed|revoked|saved|sent|transferred|tried|undone|withdrawn)( again)?$/;

test("every toast begins with the kind of thing and what was done to it, and names it only afterwards", () => {
  const titles = ["app", "components"].flatMap(sourcesIn).flatMap(titlesOf);
  expect(titles.length).toBeGreaterThan(40);
  expect(titles.filter(({ title }) => !RULE.test(title))).toEqual([]);
});

type Title = { file: string; title: string };

/** The titles of a file's toasts: all of its words in quotation marks or backticks up to the end of the entry. */
function titlesOf({ file, source }: { file: string; source: string }): Title[] {
  if (!/use-?toast/i.test(source)) return [];
  const entries = source.matchAll(
    /(?<=^\s*|[{,]\s*)(?:title|refused):\s*((?:[^,\n`"]|"[^"\n]*"|`(?:\$\{[^}]*\}|[^`])*`)+)/gm,
  );
  return [...entries].flatMap(([, entry = ""]) => {
    const text = entry.includes("?") ? entry.slice(entry.indexOf("?")) : entry;
    return [...text.matchAll(/"([^"]*)"|`([^`]*)`/g)].map(([, plain, template]) => ({
      file,
      title: plain ?? template ?? "",
    }));
  });
}

function sourcesIn(folder: string): { file: string; source: string }[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
    .map((file) => ({ file: `${folder}/${file}`, source: readFileSync(path.join(ROOT, folder, file), "utf8") }));
}
