/** Brings `docs/guide/cli.md` up to date with the commands: `npx tsx cli/write-guide.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandsMarkdown } from "./guide";
import { makeProgram } from "./program";

const file = path.resolve(import.meta.dirname, "../docs/guide/cli.md");
const [handwritten = ""] = readFileSync(file, "utf8").split("\n## Commands\n");
writeFileSync(file, `${handwritten.trimEnd()}\n\n${commandsMarkdown(makeProgram())}\n`);
