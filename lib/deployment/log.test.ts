import { expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { fittingOf, LOG_CUT, LONGEST_LOG_BYTES, linesOf, TAIL_CHARACTERS } from "./log";
import { readableLog } from "./shown-log";

const SECRET = generateSecret("lk", "org");

test.each([
  ["", ""],
  ["one\ntwo\n", "one\ntwo\n"],
  ["no end", "no end\n"],
  ["one\r\ntwo\r\n", "one\ntwo\n"],
  ["10 %\r20 %\r30 %", "10 %\r20 %\r30 %\n"],
  ["\u001b[32mdone\u001b[0m", "\u001b[32mdone\u001b[0m\n"],
  ["a\0b", "a\ufffdb\n"],
  ["half \ud83d a character", "half \ufffd a character\n"],
  ["ünï😀", "ünï😀\n"],
])("%j is stored as %j", (text, stored) => {
  expect(linesOf("", text)).toBe(stored);
});

test("a secret in a log is blotted out, whatever stands around it, and what only looks like one is not", () => {
  expect(linesOf("", `token=${SECRET}x and ${SECRET}\nlk_pat_…h3Qz`)).toBe("token=*** and ***\nlk_pat_…h3Qz\n");
});

const KEY = SECRET.slice("lk_org_".length);

test.each([
  ["colours, as grep writes them", `\u001b[01;31m\u001b[Klk_org_\u001b[m\u001b[K${KEY}`],
  ["colours within its key", `lk_org_${KEY.slice(0, 6)}\u001b[0m\u001b(B${KEY.slice(6)}`],
  ["a control character", `lk_org_\b${KEY}`],
  ["what changes the direction of text", `lk_org_\u202e${KEY}`],
  ["a blank without width", `lk_org_\u200b${KEY}`],
  ["a NUL after each of its characters, as UTF-16 has it", [...SECRET].join("\0")],
  ["escaped underscores", `lk%5Forg%5F${KEY}`],
  ["base64 around it", `Basic ${btoa(`deploy:${SECRET}`)}`],
  ["base64 around it, and a path before", `POST /hooks/v1/${btoa(SECRET)}`],
  ["base64 around it, in lines", btoa(`${"-".repeat(50)}${SECRET}`).replace(/(.{76})/, "$1\n")],
  ["the address of a terminal's link around it, escaped", `\u001b]8;;https://x/?t=lk%5Forg%5F${KEY}\u001b\\link`],
  ["a terminal's title around it", `\u001b]0;${SECRET}\u0007`],
])("a secret that is written with %s is blotted out too", (_how, written) => {
  const stored = linesOf("", `before ${written} after\nnext`);
  expect(stored).toMatch(/^before .*\*\*\*.* after\nnext\n$/s);
  for (const text of [stored, readableLog(stored)]) expect(text).not.toContain(KEY.slice(-12));
  expect(stored).not.toContain(btoa(SECRET).slice(8, 24));
});

test("a secret is blotted out with colours in it also where two reports cut it", () => {
  const first = linesOf("", "a \u001b[1mlk_");
  const second = linesOf(first.slice(-TAIL_CHARACTERS), `\u001b[0morg_${KEY} b`);
  expect(second).toBe("*** b\n");
});

test("the signing secret of a webhook is blotted out", () => {
  expect(linesOf("", `WEBHOOK_SECRET=whsec_${"aB3+".repeat(11)}= set`)).toBe("WEBHOOK_SECRET=*** set\n");
});

// Of the 36 characters behind the kind, twelve or more are nowhere.
test.each(Array.from(SECRET, (_, cut) => cut).slice(1))(
  "a secret that two reports cut in two after %i characters cannot be put together again",
  (cut) => {
    const first = linesOf("", `secret: ${SECRET.slice(0, cut)}`);
    const second = linesOf(first.slice(-TAIL_CHARACTERS), `${SECRET.slice(cut)} and more`);
    expect(second).toMatch(/ and more\n$/);
    const inFirst = first.includes(SECRET.slice(0, cut)) ? Math.max(0, cut - "lk_org_".length) : 0;
    const inSecond = second.startsWith(SECRET.slice(cut)) ? SECRET.length - cut : 0;
    expect(inFirst + inSecond, first + second).toBeLessThanOrEqual(24);
  },
);

test("a log ends at 10 MiB with whole lines and the remark that it is cut", () => {
  const room = LONGEST_LOG_BYTES - Buffer.byteLength(LOG_CUT);
  expect(fittingOf("é".repeat(4).concat("\n"), room - 9)).toEqual({ content: "éééé\n", isCut: false });
  expect(fittingOf("one\ntwo\n", room - 7)).toEqual({ content: `one\n${LOG_CUT}`, isCut: true });
  expect(fittingOf("one\ntwo\n", room - 4)).toEqual({ content: `one\n${LOG_CUT}`, isCut: true });
  expect(fittingOf("one\ntwo\n", room - 3)).toEqual({ content: LOG_CUT, isCut: true });
  expect(fittingOf("one\n", room)).toEqual({ content: LOG_CUT, isCut: true });
  const { content } = fittingOf(`${"x".repeat(99)}\n`.repeat(1000), room - 50_000);
  expect(room - 50_000 + Buffer.byteLength(content)).toBeLessThanOrEqual(LONGEST_LOG_BYTES);
});
