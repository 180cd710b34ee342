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
  for (const command of [program, ...program.commands, ...leaves]) {
    expect(command.description(), command.name()).not.toBe("");
    let help = "";
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    const path = `${command.parent?.parent ? `${command.parent.name()} ` : ""}${command === program ? "" : command.name()}`;
    const [, examples = ""] = help.split("\nExamples:\n");
    expect(examples, command.name()).toMatch(new RegExp(`^ .*latchkey ${path}`, "m"));
    for (const line of leaves.includes(command) ? examples.trimEnd().split("\n") : [])
      expect(markdown).toContain(`\n${line.slice(2)}\n`);
  }
});
