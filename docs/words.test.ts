import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

/** Words that people do not read in our texts, each with what to write instead. */
const AVOIDED: readonly (readonly [RegExp, string])[] = [
  [/\b(some|any|every)body\b/i, "someone, anyone, everyone"],
  [/\bwho(m|so)?ever\b/i, "anyone who"],
  [/\bat once\b/i, "immediately, at the same time"],
  [/\b(anew|hitherto|shall|likewise|thereof|of late)\b/i, "a word of today"],
  [/\bso many\b/i, "this many, or the number"],
  [/\b(his or her|he or she)\b/i, "their, they"],
  [/\bone[’']s own\b/i, "your own, their own"],
  [/\bfor good\b/i, "permanently"],
  [/\bblot(ted|s)?\b/i, "redacted"],
  [/\blook-ups?\b/i, "lookup"],
  [/\bset-ups?\b/i, "setup"],
  [/\b(is|are|was|be|lets?) (it |them )?let in\b/i, "allowed"],
  [/\b(go|goes|went) on\b/i, "keeps working, continues"],
  [/\bsuch (a )?one\b/i, "name the thing"],
  [/\bmend(s|ed|ing)?\b/i, "fix"],
  [/\blook(s|ed)? after\b/i, "manage"],
  [/\btokens? (that )?reach(es|ed)?\b/i, "has access to"],
  [/\bgive[ns]? (it )?back\b/i, "restore"],
  [/\b(recogniz|organiz)/i, "British spelling: recognise, organise"],
  [/\bbeside an? /i, "with, next to"],
  [/\bin the midst\b/i, "a plain phrase"],
];

const DOCUMENTS = ["README.md", "SECURITY.md", "CHANGELOG.md", "CONTRIBUTING.md", ".env.example"];
const FOLDERS = ["app", "cli", "components", "lib", "postgres", "server", "docs/guide"];

test.each([...DOCUMENTS, "docs/operating.md", "docs/scaling.md", ...FOLDERS])("%s says it in plain words", (place) => {
  const found = filesOf(place).flatMap((file) =>
    textsOf(file).flatMap((text) => faultsOf(text).map((fault) => `${file}: ${fault}`)),
  );
  expect(found).toEqual([]);
});

test("a word to avoid is found in a string, a sentence of a page and a document, and nowhere else", () => {
  expect(faultsOf("Ask somebody.")).toEqual(["“somebody” in “Ask somebody.”: someone, anyone, everyone"]);
  const code = '// For whoever reads.\nconst why = "Ask somebody."; /* at once */\nreturn <p>\n  It goes on\n</p>;';
  expect(textsInCode(code).flatMap(faultsOf)).toHaveLength(2);
  expect(textsInMarkdown("Ask somebody.\n\n```sh\n# at once\n```\n").flatMap(faultsOf)).toHaveLength(1);
});

function faultsOf(text: string): string[] {
  return AVOIDED.flatMap(([avoided, better]) => {
    const [word] = avoided.exec(text) ?? [];
    return word === undefined ? [] : [`“${word}” in “${text.trim().slice(0, 120)}”: ${better}`];
  });
}

function filesOf(place: string): string[] {
  if (DOCUMENTS.includes(place) || place.endsWith(".md")) return [place];
  return readdirSync(path.join(root, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs|md)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

function textsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  return /\.(tsx?|mjs)$/.test(file) ? textsInCode(text) : textsInMarkdown(text);
}

/** Each paragraph of a document as one line, without blocks of code. */
function textsInMarkdown(text: string): string[] {
  return text
    .replaceAll(/^```.*?^```$/gms, "")
    .split(/\n\s*\n|\n(?=[-|#])/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, " "));
}

/** The strings of a file, and the text between its tags. Comments and the messages of our own mistakes are not for people. */
function textsInCode(text: string): string[] {
  const code = text
    .replaceAll(/\/\*.*?\*\//gs, "")
    .replaceAll(/(?<=^|\s)\/\/.*$/gm, "")
    .replaceAll(/(new (Error|Busy)|console\.\w+)\((?:[^()]|\([^()]*\))*\)/g, "");
  const strings = [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(
    ([, plain, template]) => plain ?? template ?? "",
  );
  const lines = code.split("\n").filter((line) => /^\s*[\w“’,.;: ]+$/.test(line) && line.trim().includes(" "));
  return [...strings.filter((one) => one.includes(" ")), ...lines];
}
