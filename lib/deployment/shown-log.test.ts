import { expect, test } from "vitest";
import { grownLog, readableLog, SHOWN_LOG_BYTES } from "./shown-log";

test.each([
  ["\u001b[1;32mok\u001b[0m", "ok"],
  ["\u001b]0;title\u0007text", "text"],
  ["10 %\r20 %", "10 %\n20 %"],
  ["tab\tstays", "tab\tstays"],
  ["bell\u0007 and \u009b", "bell and "],
  ["a\u202eb", "ab"],
  ["\u009b31mred\u009bm", "red"],
  ["\u001b(B\u001b[mplain", "plain"],
  ["\u001b]8;;https://example.com\u001b\\link\u001b]8;;\u001b\\", "link"],
  ["a title \u001b]0;never closed\nthe next line", "a title \nthe next line"],
])("%j is shown as %j", (log, shown) => {
  expect(readableLog(log)).toBe(shown);
});

test("a log grows by what follows it, and by nothing that came twice or too late", () => {
  const before = { content: "é\n", start: 10, end: 13 };
  const after = { content: "é\nmore\n", start: 10, end: 18 };
  const more = { content: "more\n", start: 13, end: 18 };
  expect(grownLog(before, more)).toEqual(after);
  expect(grownLog(after, more)).toEqual(after);
  expect(grownLog(after, { content: "", start: 18, end: 18 })).toEqual(after);
});

test("a log that grows too long for a page loses its beginning, in whole lines", () => {
  const line = `${"ü".repeat(500)}\n`;
  const content = line.repeat(Math.floor((2 * SHOWN_LOG_BYTES) / line.length));
  const end = Buffer.byteLength(content);
  const grown = grownLog({ content, start: 0, end }, { content: line.repeat(2), start: end, end: end + 2002 });
  expect(grown.content.startsWith("ü")).toBe(true);
  expect(grown.content.length).toBeLessThanOrEqual(SHOWN_LOG_BYTES);
  expect(grown.content.length).toBeGreaterThan(SHOWN_LOG_BYTES - line.length);
  expect(grown.end - grown.start).toBe(Buffer.byteLength(grown.content));
});
