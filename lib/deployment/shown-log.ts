// All of it runs in the browser too.

/** How much of a log a page shows and asks for at a time. The whole of it is a file. */
export const SHOWN_LOG_BYTES = 256 * 1024;

/** A part of a log that a page has: from its first byte to where what follows it begins. */
export type ShownLog = { content: string; start: number; end: number };

/** A log that a page has, with what was reported since; its beginning goes where it grows too long. Pure. */
export function grownLog(before: ShownLog, more: ShownLog): ShownLog {
  // An answer that came twice, or after a later one.
  if (more.start !== before.end) return before;
  const content = before.content + more.content;
  if (content.length <= 2 * SHOWN_LOG_BYTES) return { content, start: before.start, end: more.end };
  const lineEnd = content.indexOf("\n", content.length - SHOWN_LOG_BYTES);
  const left = content.slice(0, lineEnd + 1);
  return { content: content.slice(lineEnd + 1), start: before.start + byteLength(left), end: more.end };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

// Colours and movements of a terminal (ECMA-48 §5.4), and the titles of its window.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with one
const TERMINAL = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
// Controls, which a browser shows as boxes, and what reorders the text around it (UAX #9 §2).
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is what takes them out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A log as a page shows it: without a terminal's colours, and with a line for each state of a progress bar. Pure. */
export function readableLog(log: string): string {
  return log.replace(TERMINAL, "").replaceAll("\r", "\n").replace(CONTROL, "");
}
