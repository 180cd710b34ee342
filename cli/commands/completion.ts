import type { Command } from "commander";
import { usageFailure } from "../failure";

export const SHELLS = ["bash", "zsh", "fish"] as const;

type Word = { word: string; about: string };
/** What a shell completes behind these commands: further ones, else options. */
type Step = {
  path: string;
  commands: readonly Word[];
  options: readonly (Word & { takes?: "a value" | "a file" })[];
  /** Whether what is named behind it are files. */
  namesFiles: boolean;
};

/** The script that a shell loads, made from the commands themselves. */
export function completionOf(program: Command, shell: string): string {
  const steps = stepsOf(program, "");
  switch (shell) {
    case "bash":
      return bash(steps);
    case "zsh":
      return zsh(steps);
    case "fish":
      return fish(steps);
    default:
      throw usageFailure(`No completions for ${shell}.`, `Use one of ${SHELLS.join(", ")}.`);
  }
}

function stepsOf(command: Command, path: string): Step[] {
  const help = command.createHelp();
  const options = [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
  const step: Step = {
    path,
    commands: command.commands.map((each) => ({ word: each.name(), about: each.description() })),
    options: options.flatMap(({ long, description, flags, required }) =>
      long
        ? [
            {
              word: long,
              about: description,
              ...(required ? { takes: /<file/.test(flags) ? "a file" : "a value" } : {}),
            },
          ]
        : [],
    ),
    namesFiles: command.registeredArguments.some((argument) => argument.name() === "paths"),
  };
  return [step, ...command.commands.flatMap((each) => stepsOf(each, `${path} ${each.name()}`.trim()))];
}

/** The words before which a shell has to know whether they are a command, or the value of an option: `token list`, `token list --org`. */
function known(steps: readonly Step[]) {
  return {
    paths: steps.flatMap(({ path }) => (path === "" ? [] : [path])),
    valued: steps.flatMap(({ path, options }) =>
      options.flatMap(({ word, takes }) => (takes === undefined ? [] : [`${path} ${word}`.trim()])),
    ),
  };
}

function bash(steps: readonly Step[]): string {
  const { paths, valued } = known(steps);
  const any = (texts: readonly string[]) => texts.map((text) => `"${text}"`).join("|");
  const words = (list: readonly Word[]) => list.map(({ word }) => word).join(" ");
  const cases = steps.map(
    ({ path, commands, options }) => `    "${path}") commands="${words(commands)}" options="${words(options)}" ;;`,
  );
  // Bash splits --option=value at the sign.
  return `_latchkey() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" word next is_value="" commands="" options=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$is_value" ]; then
      if [ "$word" != "=" ]; then is_value=""; fi
      continue
    fi
    next="\${path:+$path }$word"
    case "$next" in
      ${any(paths)}) path="$next" ;;
      ${any(valued)}) is_value=1 ;;
    esac
  done
  COMPREPLY=()
  if [ -n "$is_value" ]; then return; fi
  case "$path" in
${cases.join("\n")}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) if [ -n "$commands" ]; then COMPREPLY=($(compgen -W "$commands" -- "$current")); fi ;;
  esac
}
complete -o default -F _latchkey latchkey`;
}

function zsh(steps: readonly Step[]): string {
  const { paths, valued } = known(steps);
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const any = (texts: readonly string[]) => texts.map(quoted).join("|");
  const described = (list: readonly Word[]) => list.map(({ word, about }) => quoted(`${word}:${about}`)).join(" ");
  const cases = steps.map(
    ({ path, commands, options }) =>
      `    ${quoted(path)}) commands=(${described(commands)}) options=(${described(options)}) ;;`,
  );
  // A file that zsh loads by itself is called like its function, and is run in its place the first time.
  return `#compdef latchkey
_latchkey() {
  local before="" word next is_value=""
  local -a commands options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $is_value ]]; then
      is_value=""
      continue
    fi
    next="\${before:+$before }$word"
    case "$next" in
      ${any(paths)}) before="$next" ;;
      ${any(valued)}) is_value=1 ;;
    esac
  done
  case "$before" in
${cases.join("\n")}
  esac
  if [[ -z $is_value && $PREFIX == -* ]]; then
    _describe -o option options
  elif [[ -z $is_value ]] && (( $#commands )); then
    _describe command commands
  else
    _files
  fi
}
if [[ $funcstack[1] == _latchkey ]]; then
  _latchkey "$@"
else
  compdef _latchkey latchkey
fi`;
}

function fish(steps: readonly Step[]): string {
  const { paths, valued } = known(steps);
  const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const lines = steps.flatMap(({ path, commands, options, namesFiles }) => {
    const line = (what: string) => `complete -c latchkey -n "__latchkey_at ${quoted(path)}" ${what}`;
    const how = { "a file": " -r -F", "a value": " -x" };
    return [
      ...(namesFiles ? [] : [line("-f")]),
      ...commands.map(({ word, about }) => line(`-a ${word} -d ${quoted(about)}`)),
      ...options.map(({ word, about, takes }) =>
        line(`-l ${word.slice(2)}${takes === undefined ? "" : how[takes]} -d ${quoted(about)}`),
      ),
    ];
  });
  return `function __latchkey_at
  set -l path ''
  set -l is_value ''
  set -l words (commandline -opc)
  for word in $words[2..-1]
    if test -n "$is_value"
      set is_value ''
      continue
    end
    set -l next (string trim -- "$path $word")
    if contains -- "$next" ${paths.map(quoted).join(" ")}
      set path "$next"
    else if contains -- "$next" ${valued.map(quoted).join(" ")}
      set is_value 1
    end
  end
  test "$path" = "$argv[1]"
end
${lines.join("\n")}`;
}
