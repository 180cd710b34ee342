import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { twMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { cn } from "./cn";

/** Every class in our sources that `tailwind-merge` knows, without its variants. */
function classes(): string[] {
  const sources = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|class-groups/.test(name))
      .map((name) => readFileSync(path.join(folder, name), "utf8")),
  );
  const texts = sources.flatMap((source) => source.match(/"[^"\n]*"|`[^`]*`/g) ?? []);
  const words = texts.flatMap((text) => text.slice(1, -1).split(/\s+/));
  const isClass = (word: string) => word.length < 90 && twMerge(`${word} ${word}`) === word;
  return [...new Set([...new Set(words)].filter(isClass).map(withoutVariants))].sort();
}

function withoutVariants(name: string): string {
  let depth = 0;
  let start = 0;
  for (const [place, sign] of [...name].entries()) {
    if (sign === "[" || sign === "(") depth++;
    if (sign === "]" || sign === ")") depth--;
    if (sign === ":" && depth === 0) start = place + 1;
  }
  return name.slice(start).replaceAll("!", "");
}

test("of two classes in our sources the later one wins just where all of Tailwind CSS says that both set the same thing", () => {
  const all = classes();
  expect(all.length).toBeGreaterThan(500);
  const replaces = (merge: (pair: string) => string, one: string, other: string) => merge(`${one} ${other}`) === other;
  const areOne = (merge: (pair: string) => string, one: string, other: string) =>
    replaces(merge, one, other) && replaces(merge, other, one);
  const wrong: string[] = [];
  // The first of each group stands for all of it.
  const first: string[] = [];
  for (const name of all) {
    const same = first.find((one) => areOne(twMerge, one, name));
    if (same === undefined) first.push(name);
    else if (!areOne(cn, same, name)) wrong.push(`${name} is not of the group of ${same}`);
  }
  for (const one of first)
    for (const other of first)
      if (replaces(cn, one, other) !== replaces(twMerge, one, other)) wrong.push(`${one} ${other}: ${cn(one, other)}`);
  expect(wrong).toEqual([]);
});
