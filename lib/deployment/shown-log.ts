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

// Colours, movements and character sets of a terminal, and the titles of its window (ECMA-48 §5.4, ECMA-35 §13). A title that is never
// closed ends with its line, so that it hides nothing of what follows.
const TERMINAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with one
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c\r\n]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]/;
// Controls, which a browser shows as boxes, and what reorders the text around it (UAX #9 §2).
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is what takes them out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const NOT_SHOWN = new RegExp(`${TERMINAL.source}|${CONTROL.source}`, "g");
// Also what a page shows without any width, and the mark in the place of a NUL: text in UTF-16 has one after each character.
const NOT_SEEN = new RegExp(`${NOT_SHOWN.source}|[\\u00ad\\u200b-\\u200f\\u2060-\\u2064\\ufeff\\ufffd]`, "g");

/** A log as a page shows it: without a terminal's colours, and with a line for each state of a progress bar. Pure. */
export function readableLog(log: string): string {
  return log.replace(NOT_SHOWN, (what) => (what === "\r" ? "\n" : ""));
}

/**
 * The text that a reader makes out in a log, whatever hides between its characters, and where each of them stands in it, with the
 * end as the last. Pure.
 */
export function legibleText(log: string): { text: string; at: number[] } {
  let text = "";
  const at: number[] = [];
  let from = 0;
  const take = (until: number) => {
    text += log.slice(from, until);
    for (let i = from; i < until; i++) at.push(i);
  };
  for (const { index, 0: hidden } of log.matchAll(NOT_SEEN)) {
    take(index);
    from = index + hidden.length;
  }
  take(log.length);
  return { text, at: [...at, log.length] };
}
