import { secretPlaces, withoutSecretsAfter } from "@/lib/access-token/secret/format";
import { legibleText } from "./shown-log";

/** The longest log that one report appends: 64 KiB of UTF-8. */
export const LONGEST_REPORT_BYTES = 64 * 1024;
/** The longest log of a deployment: 10 MiB of UTF-8. */
export const LONGEST_LOG_BYTES = 10 * 1024 * 1024;
/** The last line of a log that was longer. */
export const LOG_CUT = "[The log reached 10 MiB. The rest is left out.]\n";
/** How much of a log's end is looked at for the beginning of a secret: one in base64, or with colours in it, is four times as long. */
export const TAIL_CHARACTERS = 256;

const LINE_END = 0x0a;

/**
 * The lines of a report as they are stored: each with its end, a secret blotted out, also one whose beginning the last report
 * ended with, and one that a reader makes out with something between its characters; and a mark in the place of a NUL or half a
 * character, which PostgreSQL's text does not take. Pure.
 * @param tail what the log ends with so far
 */
export function linesOf(tail: string, text: string): string {
  if (text === "") return "";
  const lines = text.toWellFormed().replaceAll("\0", "\ufffd").replaceAll("\r\n", "\n");
  // Where a report ended within a line, its end was added.
  const before = tail.replace(/\n$/, "");
  const shown = withoutLegibleSecrets(before, withoutSecretsAfter(before, lines));
  return shown.endsWith("\n") ? shown : `${shown}\n`;
}

/**
 * The text without what stands in it of a secret that a reader makes out in both, with colours in it, escaped, in base64; or that stands
 * where no reader looks, such as in the address of a terminal's link.
 */
function withoutLegibleSecrets(before: string, text: string): string {
  const whole = before + text;
  const { text: legible, at } = legibleText(whole);
  const madeOut = secretPlaces(legible).map(({ start, end }) => ({
    start: at[start] ?? 0,
    end: (at[end - 1] ?? 0) + 1,
  }));
  const places = [...secretPlaces(whole), ...madeOut].sort((a, b) => a.start - b.start || b.end - a.end);
  let shown = "";
  let from = before.length;
  for (const { start, end } of places) {
    if (end <= from) continue;
    shown += `${whole.slice(from, Math.max(from, start))}***`;
    from = end;
  }
  return shown + whole.slice(from);
}

/** What of these lines still fits into a log of `bytes` so far: all, or whole lines and the remark that it is cut. Pure. */
export function fittingOf(lines: string, bytes: number): { content: string; isCut: boolean } {
  const room = LONGEST_LOG_BYTES - Buffer.byteLength(LOG_CUT) - bytes;
  const content = Buffer.from(lines);
  if (content.length <= room) return { content: lines, isCut: false };
  const whole = content.subarray(0, content.lastIndexOf(LINE_END, Math.max(0, room) - 1) + 1);
  return { content: (room <= 0 ? "" : whole.toString()) + LOG_CUT, isCut: true };
}
