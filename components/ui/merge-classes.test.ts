import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { twMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { effectOf, mergeClasses } from "./merge-classes";

const ROOT = path.resolve(import.meta.dirname, "../..");

test("of each two classes in our sources it keeps what tailwind-merge keeps", () => {
  const utilities = utilitiesOf([...sourcesIn("app"), ...sourcesIn("components")]);
  expect(utilities.length).toBeGreaterThan(400);
  // One of each kind stands for all of it: each of them overrides that one, and is overridden by it.
  const kinds = new Map<string, string>();
  for (const utility of utilities) {
    const { own, also } = effectOf(utility);
    const key = JSON.stringify([own, also]);
    const first = kinds.get(key) ?? utility;
    kinds.set(key, first);
    expect([utility, twMerge(`${first} ${utility}`)]).toEqual([utility, utility]);
    expect([utility, twMerge(`${utility} ${first}`)]).toEqual([utility, first]);
  }
  const different: string[] = [];
  for (const one of kinds.values()) {
    for (const other of kinds.values()) {
      const both = `${one} ${other}`;
      if (mergeClasses(both) !== twMerge(both)) different.push(`${both}: ${twMerge(both)}`);
    }
  }
  expect(different).toEqual([]);
});

test("only what stands under the same conditions is overridden, and classes keep their order", () => {
  for (const [classes, merged] of [
    ["px-3 text-sm px-2", "text-sm px-2"],
    ["max-lg:p-4 p-2", "max-lg:p-4 p-2"],
    ["hover:bg-hover bg-surface hover:bg-danger-soft", "bg-surface hover:bg-danger-soft"],
    ["px-2 p-0!", "px-2 p-0!"],
    ["data-[state=open]:p-1 data-[state=closed]:p-2", "data-[state=open]:p-1 data-[state=closed]:p-2"],
    ["w-4 h-4 size-5", "size-5"],
    ["size-5 w-4", "size-5 w-4"],
    ["-mx-2 mx-0", "mx-0"],
    ["group link group", "group link group"],
  ] as const) {
    expect(mergeClasses(classes)).toBe(merged);
  }
});

/** The words in strings that tailwind-merge knows, without their conditions. */
function utilitiesOf(files: readonly string[]): string[] {
  const words = new Set<string>();
  for (const file of files) {
    for (const [, text = ""] of readFileSync(file, "utf8").matchAll(/["'`]([^"'`\n]*)["'`]/g)) {
      for (const word of text.split(/\s+/)) words.add(word.replace(/^.*:(?![^[(]*[\])])/, "").replace(/!$/, ""));
    }
  }
  return [...words].filter((word) => /^[a-z-]/.test(word) && twMerge(`${word} ${word}`) === word);
}

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.|^merge-classes/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
