import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { digestOf } from "@/lib/access-token/secret/secret";
import { readCells, readHead } from "./csv";
import { linesOf } from "./lines";
import { BadLine, readRow } from "./row";

const KEY = Buffer.alloc(32, 7);
const NOW = new Date("2027-03-01T12:00:00Z");
const SECRET = "0123456789abcdef0123456789abcdef01234567";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const HEAD = readHead("email,label,secret,sha256,created_at,last_used_at,expiration_date");
const read = (line: string) => readRow(readCells([line], HEAD)[0], HEAD, KEY, NOW);
const badOf = (line: string) => {
  try {
    read(line);
  } catch (error) {
    if (error instanceof BadLine) return error.message;
    throw error;
  }
  return "fine";
};

test("a line is read with its dates, by its secret or the SHA-256 of it alike", () => {
  const dates = "2020-01-31,2027-02-28 23:59:59+02,2028-01-31T12:00:00Z";
  const row = {
    email: "ada@example.com",
    label: 'The "old", one',
    digest: digestOf(SECRET, KEY),
    createdAt: new Date("2020-01-31T00:00:00Z"),
    lastUsedAt: new Date("2027-02-28T21:59:59Z"),
    expiresAt: new Date("2028-01-31T12:00:00Z"),
  };
  expect(read(` Ada@Example.com ,"The ""old"", one",${SECRET},,${dates}`)).toEqual({ ...row, hint: "imported_…4567" });
  expect(read(`ada@example.com,"The ""old"", one",,${sha256(SECRET).toUpperCase()},${dates}`)).toEqual({
    ...row,
    hint: "imported_…",
  });
  expect(read(`ada@example.com,,${SECRET},${sha256(SECRET)},,,`)).toMatchObject({
    label: "Imported token",
    createdAt: null,
    lastUsedAt: null,
    expiresAt: null,
  });
});

test.each([
  [`,x,${SECRET},,,,`, "e-mail address is missing"],
  [`a\u0000@b.c,x,${SECRET},,,,`, "The e-mail address contains control characters"],
  [`${"a".repeat(251)}@b.c,x,${SECRET},,,,`, "The e-mail address has more than 254"],
  ["a@b.c,x,,,,,", "secret or SHA-256 is missing"],
  ["a@b.c,x,short,,,,", "16 to 4,096"],
  [`a@b.c,x,lk_pat_${"a".repeat(36)},,,,`, "looks like one created here"],
  [`a@b.c,x,${"a".repeat(4097)},,,,`, "16 to 4,096"],
  ["a@b.c,x,with blanks in the middle,,,,", "16 to 4,096"],
  ["a@b.c,x,sécret-sécret-sécret-sécret,,,,", "16 to 4,096"],
  ["a@b.c,x,abcdefgh=ijklmnopqrst,,,,", "16 to 4,096"],
  ["a@b.c,x,,abc123,,,", "64 hexadecimal"],
  [`a@b.c,x,${SECRET},${sha256("another")},,,`, "doesn't match the secret"],
  [`a@b.c,${"x".repeat(256)},${SECRET},,,,`, "more than 255"],
  [`a@b.c,a\u0007b,${SECRET},,,,`, "control characters"],
  [`a@b.c,Caf\ufffd,${SECRET},,,,`, "not UTF-8"],
  [`a@b.c,old ${SECRET},${SECRET},,,,`, "contains the secret"],
  [`a@b.c,x,${SECRET},,31.01.2020,,`, "created_at is not a date"],
  [`a@b.c,x,${SECRET},,2027-02-30,,`, "created_at is not a date"],
  [`a@b.c,x,${SECRET},,2027-04-01,,`, "created_at is in the future"],
  [`a@b.c,x,${SECRET},,,2027-03-02,`, "last_used_at is in the future"],
  [`a@b.c,x,${SECRET},,,,2027-02-01`, "in the past"],
  [`a@b.c,x,${SECRET},,,,2037-02-01`, "more than 5 years"],
  [`a@b.c,x,${SECRET},,,,tomorrow`, "expiration_date is not a date"],
  [`a@b.c,x,${SECRET}`, "3 cells instead of 7"],
  [`a@b.c,"x,${SECRET},,,,`, "quotation mark"],
])("a line that is wrong is told so without its secret: %s", (line, reason) => {
  expect(badOf(line)).toContain(reason);
  expect(badOf(line)).not.toContain(SECRET);
});

test("a quotation mark that is never closed spoils its own line only", () => {
  const lines = [`a@b.c,"x,${SECRET},,,,`, `a@b.c,y,${SECRET},,,,`];
  expect(readCells(lines, HEAD).map((cells) => cells?.[1])).toEqual([undefined, "y"]);
});

test.each([
  ["email,token", "Column 2 has an unknown name"],
  [`ada@example.com,${SECRET}`, "Column 1 has an unknown name"],
  ["label,secret", "column email is missing"],
  ["email,label", "columns secret and sha256 are both missing"],
  ["email,secret,email", "column email appears twice"],
  ['email,"secret', "unclosed"],
])("a file whose first line does not name its columns is refused: %s", (line, reason) => {
  expect(() => readHead(line)).toThrow(reason);
  expect(() => readHead(line)).not.toThrow(SECRET);
});

test("columns are found in any order and case, also between semicolons", () => {
  expect(readHead("Secret;E-Mail".replace("E-Mail", "EMAIL"))).toEqual({
    columns: ["secret", "email"],
    delimiter: ";",
  });
});

test("lines are told apart whatever ends them, wherever a piece of the file ends, and a byte order mark is not part of any", async () => {
  const linesIn = async (...pieces: Buffer[]) => {
    const lines: string[] = [];
    for await (const { number, text } of linesOf(Readable.from(pieces))) lines.push(`${number} ${text}`);
    return lines;
  };
  const whole = Buffer.from("\ufeffa\r\nbä\rc\nd");
  const expected = ["1 a", "2 bä", "3 c", "4 d"];
  for (let at = 0; at <= whole.length; at++) {
    expect(await linesIn(whole.subarray(0, at), whole.subarray(at)), String(at)).toEqual(expected);
  }
  await expect(linesIn(Buffer.alloc(1_000_001, "a"))).rejects.toThrow("too long");
});
