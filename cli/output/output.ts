import { writeSync } from "node:fs";
import { styleText } from "node:util";
import { EXIT, Failure } from "../failure";
import { codeOf, whyNotWritten } from "../settings/why-not";
import { jsonText, plain } from "./text";

type Style = Parameters<typeof styleText>[0];

/** How a command answers: results on standard output, everything else on standard error. */
export class Output {
  readonly isJson: boolean;
  readonly isQuiet: boolean;

  constructor({ json = false, quiet = false }: { json?: boolean; quiet?: boolean } = {}) {
    this.isJson = json;
    this.isQuiet = quiet;
  }

  /** A line of the result. */
  line(text: string): void {
    write(1, `${text}\n`);
  }

  json(value: unknown): void {
    write(1, `${jsonText(value)}\n`);
  }

  /**
   * A result that is nowhere else.
   * @throws Failure where nobody reads it, or it cannot be written
   */
  only(text: string): void {
    try {
      clearBar();
      writeAll(1, `${text}\n`);
    } catch (error) {
      throw notWritten(error);
    }
  }

  /** Whether a bar is drawn while many things are done. */
  get showsProgress(): boolean {
    return process.stderr.isTTY === true && !this.isQuiet && !this.isJson && process.env.TERM !== "dumb";
  }

  /** What was done, for a person: not part of the result. */
  note(sentence: string): void {
    if (!this.isQuiet) complain(`${sentence}\n`);
  }

  /** What a person should know in any case. */
  warn(sentence: string): void {
    complain(`${styled("yellow", "Note:", process.stderr)} ${plain(sentence)}\n`);
  }

  get width(): number | undefined {
    // A terminal that does not say how wide it is has none.
    return process.stdout.isTTY ? process.stdout.columns || undefined : undefined;
  }

  styled(style: Style, text: string): string {
    return styled(style, text, process.stdout);
  }
}

/** Coloured where somebody looks at it. @see https://no-color.org */
export function styled(style: Style, text: string, stream: { isTTY?: boolean }): string {
  const wanted = stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  return wanted ? styleText(style, text) : text;
}

/** Write to standard error. Nobody need read what is said about the work, and it never stops it. */
export function complain(text: string): void {
  write(2, text);
}

let isBarDrawn = false;

/** Draw over the last line of the terminal. Whatever is written next takes its place. */
export function drawBar(text: string): void {
  complain(text.slice(0, (process.stderr.columns || text.length + 1) - 1));
  isBarDrawn = true;
}

export function clearBar(): void {
  if (!isBarDrawn) return;
  isBarDrawn = false;
  complain("\r\u001b[K");
}

/** A reader that has gone, as `head` does, is no fault. */
function write(descriptor: 1 | 2, text: string): void {
  clearBar();
  try {
    writeAll(descriptor, text);
  } catch (error) {
    if (descriptor === 2) return;
    if (codeOf(error) === "EPIPE") process.exit(process.exitCode ?? EXIT.done);
    throw notWritten(error);
  }
}

function notWritten(error: unknown): Failure {
  return new Failure(EXIT.refused, `Could not write to standard output: ${whyNotWritten(error)}.`);
}

/** All of it before the process ends. */
function writeAll(descriptor: 1 | 2, text: string): void {
  let octets = Buffer.from(text);
  while (octets.length > 0) {
    try {
      octets = octets.subarray(writeSync(descriptor, octets));
    } catch (error) {
      // A pipe that is full and does not block: its reader needs a moment.
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
