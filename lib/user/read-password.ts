import { createInterface } from "node:readline";
import type { Writable } from "node:stream";
import type { ReadStream } from "node:tty";

/** The password was not given: Ctrl-C, or an end of input before a line. */
export class NoPassword extends Error {}

type Input = NodeJS.ReadableStream & Partial<Pick<ReadStream, "isTTY" | "setRawMode">>;

/**
 * Read one password: typed without being shown, and twice, at a terminal; otherwise the first line of the input. It is
 * never an argument, which every user of the machine could read in the list of processes.
 * @throws NoPassword
 */
export async function readPassword(input: Input, output: Writable): Promise<string> {
  if (!input.isTTY) return await firstLine(input);
  const password = await typed(input, output, "Password: ");
  if ((await typed(input, output, "Again: ")) !== password)
    throw new NoPassword("The passwords don't match. Nothing was changed.");
  return password;
}

async function firstLine(input: Input): Promise<string> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) return line;
  throw new NoPassword("Standard input has no password.");
}

function typed(input: Input, output: Writable, prompt: string): Promise<string> {
  output.write(prompt);
  input.setRawMode?.(true);
  input.setEncoding("utf8");
  input.resume();
  return new Promise((resolve, reject) => {
    let line: string[] = [];
    const end = (outcome: () => void) => {
      input.off("data", take);
      input.setRawMode?.(false);
      input.pause();
      output.write("\n");
      outcome();
    };
    const take = (chunk: string | Buffer) => {
      for (const character of String(chunk)) {
        if (character === "\r" || character === "\n") return end(() => resolve(line.join("")));
        if (character === "\u0003" || character === "\u0004") {
          return end(() => reject(new NoPassword("Cancelled. Nothing was changed.")));
        }
        if (character === "\u007f" || character === "\b") line = line.slice(0, -1);
        else if (character >= " ") line.push(character);
      }
    };
    input.on("data", take);
  });
}
