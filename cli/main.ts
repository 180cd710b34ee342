#!/usr/bin/env node
import { CommanderError } from "commander";
import { secretsIn } from "@/lib/access-token/secret/in-text";
import { EXIT, Failure, usageFailure } from "./failure";
import { clearBar, complain, styled } from "./output/output";
import { makeProgram } from "./program";

/** Run the command of `argv`, and end with its exit code. Whatever goes wrong is a sentence. */
async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on("error", () => process.exit(EXIT.done));
  // Nobody need read what is said: without this, a reader that has gone would end the process.
  process.stderr.on("error", () => {});
  process.on("SIGINT", () => {
    clearBar();
    process.exit(EXIT.interrupted);
  });
  const program = makeProgram();
  for (const command of [program, ...program.commands.flatMap((each) => [each, ...each.commands])])
    command.exitOverride();
  try {
    refuseSecrets(argv);
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    process.exitCode = tell(error);
  }
}

/** Arguments are seen by others, and kept in histories. Refused before anything of them is sent, written or said. */
function refuseSecrets(argv: readonly string[]): void {
  if (secretsIn(argv.join("\n")).length === 0) return;
  throw usageFailure(
    "Don't pass a secret as an argument: others can see it, and your shell stores it.",
    "To check it: latchkey scan -, with the secret on standard input (--report revokes it).",
    "To revoke its token, use the label or id: latchkey token revoke LABEL",
  );
}

function tell(error: unknown): number {
  // Commander has written it already; asking for help is no mistake, and half a command is one.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const failure =
    error instanceof Failure
      ? error
      : new Failure(
          EXIT.refused,
          `Something unexpected went wrong: ${error instanceof Error ? error.message : String(error)}`,
        );
  const lines = [
    `${styled("red", "Error:", process.stderr)} ${failure.message}`,
    ...failure.hints.map((hint) => `  ${hint}`),
  ];
  complain(`${lines.join("\n")}\n`);
  return failure.exitCode;
}

await main(process.argv.slice(2));
