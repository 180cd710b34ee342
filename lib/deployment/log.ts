import { withoutSecretsAfter } from "@/lib/access-token/secret/format";

/** The longest log that one report appends: 64 KiB of UTF-8. */
export const LONGEST_REPORT_BYTES = 64 * 1024;
/** The longest log of a deployment: 10 MiB of UTF-8. */
export const LONGEST_LOG_BYTES = 10 * 1024 * 1024;
/** The last line of a log that was longer. */
export const LOG_CUT = "[The log reached 10 MiB. What came after is left out.]\n";
/** How much of a log's end is looked at for the beginning of a secret: longer than a secret, its prefix included. */
export const TAIL_CHARACTERS = 64;

const LINE_END = 0x0a;

/**
 * The lines of a report as they are stored: each with its end, a secret blotted out, also one whose beginning the last report
 * ended with, and a mark in the place of a NUL or half a character, which PostgreSQL's text does not take. Pure.
 * @param tail what the log ends with so far
 */
export function linesOf(tail: string, text: string): string {
  if (text === "") return "";
  const lines = text.toWellFormed().replaceAll("\0", "\ufffd").replaceAll("\r\n", "\n");
  // Where a report ended within a line, its end was added.
  const shown = withoutSecretsAfter(tail.replace(/\n$/, ""), lines);
  return shown.endsWith("\n") ? shown : `${shown}\n`;
}

/** What of these lines still fits into a log of `bytes` so far: all, or whole lines and the remark that it is cut. Pure. */
export function fittingOf(lines: string, bytes: number): { content: string; isCut: boolean } {
  const room = LONGEST_LOG_BYTES - Buffer.byteLength(LOG_CUT) - bytes;
  const content = Buffer.from(lines);
  if (content.length <= room) return { content: lines, isCut: false };
  const whole = content.subarray(0, content.lastIndexOf(LINE_END, Math.max(0, room) - 1) + 1);
  return { content: (room <= 0 ? "" : whole.toString()) + LOG_CUT, isCut: true };
}
