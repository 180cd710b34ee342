import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parseEnv } from "./env";

const text = (file: string) => readFileSync(path.resolve(import.meta.dirname, "..", file), "utf8");

const settingsSection = () =>
  text("README.md")
    .split(/^## /m)
    .find((section) => section.startsWith("Settings")) ?? "";

// Where env.ts defines them, each setting begins a line with two spaces; `parseEnv` alone does not tell the optional ones.
const settings = [...text("lib/env.ts").matchAll(/^ {2}([A-Z][A-Z0-9_]+): (?:optional|orDefault)\(/gm)].map(
  (match) => match[1],
);

test("every setting with a default is found in env.ts", () => {
  expect(settings).toEqual(expect.arrayContaining(Object.keys(parseEnv({}))));
  expect(settings).toContain("DATABASE_URL");
});

test.each(settings)("%s is in the table of README.md and in .env.example", (setting) => {
  expect(settingsSection()).toMatch(new RegExp(`^\\|.*\`${setting}\`.*\\|`, "m"));
  expect(text(".env.example")).toMatch(new RegExp(`^#${setting}=`, "m"));
});

test("README.md and .env.example name no setting that there is not", () => {
  const inTable = [...settingsSection().matchAll(/^\| `([A-Z][A-Z0-9_]+)`/gm)].map((match) => match[1]);
  const inExample = [...text(".env.example").matchAll(/^#([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);
  const forDevelopers = ["NEXT_DIST_DIR"];
  expect(inTable.filter((name) => !settings.includes(name))).toEqual([]);
  expect(inExample.filter((name) => !settings.includes(name) && !forDevelopers.includes(name ?? ""))).toEqual([]);
});
