import type { Command } from "commander";

/** The part of `docs/guide/cli.md` that is made from the commands: their descriptions, options and examples. */
export function commandsMarkdown(program: Command): string {
  const sections = leavesOf(program).map(({ name, command }) => sectionOf(name, command));
  return ["## Commands", optionsLead(program), ...sections].join("\n\n");
}

function leavesOf(command: Command, name = command.name()): { name: string; command: Command }[] {
  if (command.commands.length === 0) return [{ name, command }];
  return command.commands.flatMap((each) => leavesOf(each, `${name} ${each.name()}`));
}

function optionsLead(program: Command): string {
  return ["Every command also accepts these options:", optionsOf(program)].join("\n\n");
}

function sectionOf(name: string, command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const shown = placeholder(`${argument.name()}${argument.variadic ? "…" : ""}`);
    return argument.required ? shown : `[${shown}]`;
  });
  const about = command.registeredArguments
    .filter(({ description }) => description !== "")
    .map((argument) => `\`${placeholder(argument.name())}\`: ${argument.description}.`);
  const options = optionsOf(command);
  return [
    `### ${[name, ...words].join(" ")}`,
    [`${sentence(command.description())}.`, ...about].join(" "),
    ...(options === "" ? [] : [options]),
    `\`\`\`sh\n${examplesOf(command).join("\n")}\n\`\`\``,
  ].join("\n\n");
}

function optionsOf(command: Command): string {
  const shown = command.options.filter(({ hidden, long }) => !hidden && long !== "--version");
  return shown
    .map(
      ({ flags, description }) =>
        `- \`${flags.replaceAll(/<([^>]+)>/g, (_, name) => placeholder(name))}\`: ${description}`,
    )
    .join("\n");
}

function examplesOf(command: Command): string[] {
  return examples.get(command) ?? [];
}

/** What stands below the help of each command, as it was declared: see `example` of the program. */
const examples = new WeakMap<Command, string[]>();

/** A command with examples below its help, and in the guide. */
export function example(command: Command, ...lines: string[]): Command {
  examples.set(command, lines);
  return command.addHelpText("after", `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

// The guide has no angle brackets, which Markdown would take for markup.
function placeholder(name: string): string {
  return name.toUpperCase();
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
