import { expect, test } from "vitest";
import { readGuide } from "@/lib/docs/guide";
import { commandsMarkdown } from "./guide";
import { makeProgram } from "./program";

test("the guide lists every command as its help has it: `npx tsx cli/write-guide.ts` brings it up to date", () => {
  const page = readGuide("cli");
  expect(page.slice(page.indexOf("## Commands"))).toBe(`${commandsMarkdown(makeProgram())}\n`);
});

test("every command says what it does, with an example", () => {
  const program = makeProgram();
  const leaves = program.commands.flatMap((command) => (command.commands.length > 0 ? command.commands : [command]));
  expect(leaves.length).toBeGreaterThan(20);
  const markdown = commandsMarkdown(program);
  for (const leaf of leaves) {
    expect(leaf.description(), leaf.name()).not.toBe("");
    expect(markdown, leaf.name()).toMatch(new RegExp(`\\n\`\`\`sh\\n(.*\\n)*?.*latchkey .*\\b${leaf.name()}\\b`));
  }
});
