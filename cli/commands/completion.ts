import type { Command } from "commander";
import { usageFailure } from "../failure";

export const SHELLS = ["bash", "zsh", "fish"] as const;

/** What a shell completes: the words that may follow these commands. */
type Step = { path: string; words: readonly { word: string; about: string }[] };

/** The script that a shell loads, made from the commands themselves. */
export function completionOf(program: Command, shell: string): string {
  const steps = stepsOf(program, "");
  switch (shell) {
    case "bash":
      return bash(steps);
    case "zsh":
      return `#compdef latchkey\nautoload -U +X bashcompinit && bashcompinit\n${bash(steps)}`;
    case "fish":
      return fish(steps);
    default:
      throw usageFailure(`There are no completions for ${shell}.`, `There are for ${SHELLS.join(", ")}.`);
  }
}

function stepsOf(command: Command, path: string): Step[] {
  const options = command.createHelp().visibleOptions(command);
  const words = [
    ...command.commands.map((each) => ({ word: each.name(), about: each.description() })),
    ...options.flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : [])),
  ];
  return [{ path, words }, ...command.commands.flatMap((each) => stepsOf(each, `${path} ${each.name()}`.trim()))];
}

function bash(steps: readonly Step[]): string {
  const cases = steps.map(({ path, words }) => `    "${path}") words="${words.map(({ word }) => word).join(" ")}" ;;`);
  return `_latchkey() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="\${path:+$path }$word" ;; esac
  done
  case "$path" in
${cases.join("\n")}
  esac
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
}
complete -o default -F _latchkey latchkey`;
}

function fish(steps: readonly Step[]): string {
  const lines = steps.flatMap(({ path, words }) => {
    const at =
      path === ""
        ? "__fish_use_subcommand"
        : path
            .split(" ")
            .map((each) => `__fish_seen_subcommand_from ${each}`)
            .join("; and ");
    return words.map(({ word, about }) => {
      const what = word.startsWith("--") ? `-l ${word.slice(2)}` : `-a ${word}`;
      return `complete -c latchkey -f -n '${at}' ${what} -d '${about.replaceAll("'", "\\'")}'`;
    });
  });
  return lines.join("\n");
}
