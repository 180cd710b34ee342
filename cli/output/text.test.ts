import { expect, test } from "vitest";
import { jsonText, plain, plainLines } from "./text";

const ESCAPE = "\u001b[2J";
const TURNED = "\u202e";

test("nothing of somebody's text is obeyed by a terminal", () => {
  expect(plain(`a${ESCAPE}b\u0085c\nd${TURNED}e`)).toBe("a [2Jb c d e");
  expect(plainLines(`a${ESCAPE}b\n\tc${TURNED}d\r\n`)).toBe("a[2Jb\n\tcd\n");
});

test("JSON says the same, and is read as the same", () => {
  const value = { label: `a${ESCAPE}\u009b${TURNED}` };
  const text = jsonText(value);
  expect(text).not.toMatch(/[^\n\u0020-\u007e]/);
  expect(JSON.parse(text)).toEqual(value);
});
