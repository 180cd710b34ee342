import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { anchorOf } from "@/lib/docs/anchor";
import { CONTENTS } from "@/lib/docs/contents";

const root = path.resolve(import.meta.dirname, "..");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "CHANGELOG.md",
  "bench/README.md",
  ...decisions(),
  "docs/operating.md",
  "docs/scaling.md",
  "docs/using-tokens.md",
  "docs/verification.md",
  ...readdirSync(path.join(root, "docs/guide")).map((name) => `docs/guide/${name}`),
];
const scripts = Object.keys(JSON.parse(read("package.json")).scripts);

test.each(pages)("every link of %s leads somewhere", (page) => {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  const broken = links.filter((link) => !/^https?:/.test(link)).filter((link) => !leads(page, link));
  expect(broken).toEqual([]);
});

test.each(pages)("every npm command that %s names exists", (page) => {
  const named = [...read(page).matchAll(/npm run (?:--silent )?([a-z]+(?::[a-z]+)?)/g)].map((match) => match[1] ?? "");
  expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
});

test("the list of decisions has each of them", () => {
  for (const page of decisions())
    expect(
      page === "docs/decisions/README.md" || read("docs/decisions/README.md").includes(`(${path.basename(page)})`),
    ).toBe(true);
});

test("every link into the docs that the app has leads to one of their pages", () => {
  const sources = ["app", "components", "lib", "server"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => path.join(folder, file)),
  );
  const links = sources.flatMap((file) =>
    [...read(file).matchAll(/["'`}](\/docs(?:\/[a-z-]+)*)(?=[#?"'`])/g)].map(([, href = ""]) => href),
  );
  const known = ["/docs", "/docs/search", ...CONTENTS.flatMap(({ pages }) => pages.map(({ href }) => href))];
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((href) => !known.includes(href))).toEqual([]);
});

test("each promise of SECURITY.md, and each threat, names a test that is there", () => {
  const [, promises = "", threats = ""] =
    /## What is promised\n(.*?)\n## .*?\n\|---\|---\|---\|\n(.*?)\n\n/s.exec(read("SECURITY.md")) ?? [];
  const lines = [...promises.split("\n- ").slice(1), ...threats.split("\n")];
  expect(lines.length).toBeGreaterThan(30);
  const named = (line: string) => [...line.matchAll(/`([^`\s]+\.(?:test|spec)\.ts)`/g)].map((match) => match[1] ?? "");
  expect(lines.filter((line) => named(line).length === 0)).toEqual([]);
  expect(lines.flatMap(named).filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

function leads(page: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? page : path.join(path.dirname(page), file);
  if (!existsSync(path.join(root, target))) return false;
  return anchor === undefined || headings(target).includes(anchor);
}

function headings(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));
}

function decisions(): string[] {
  return readdirSync(path.join(root, "docs/decisions")).map((name) => `docs/decisions/${name}`);
}

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}
