import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { isUnchanged, stampOf } from "./inputs.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "latchkey-inputs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const one = path.join(folder, "one.ts");
const other = path.join(folder, "other.ts");
const stampFile = path.join(folder, "stamp");
const inputs = [one, other];
const stamp = () => JSON.parse(readFileSync(stampFile, "utf8"));
function begin() {
  for (const file of inputs) writeFileSync(file, "as it was");
  writeFileSync(stampFile, JSON.stringify({ inputs, ...stampOf(inputs) }));
}

test("files that nobody touched are not read again; one that was touched is, and that it holds the same is kept", () => {
  begin();
  // What they hold would be found to be something else.
  writeFileSync(stampFile, JSON.stringify({ ...stamp(), hash: "not looked at" }));
  expect(isUnchanged(stampFile)).toBe(true);
  begin();
  const before = stamp();
  utimesSync(one, new Date(0), new Date(0));
  expect(isUnchanged(stampFile)).toBe(true);
  expect(stamp()).toEqual({ ...before, touched: stampOf(inputs).touched });
  expect(stamp().touched).not.toBe(before.touched);
});

test("another content is seen at the same size and date; so are another name, a file more, and one that is gone", () => {
  begin();
  utimesSync(other, new Date(0), new Date(0));
  writeFileSync(stampFile, JSON.stringify(stampOf(inputs)));
  expect(isUnchanged(stampFile, inputs)).toBe(true);
  expect(isUnchanged(stampFile, [one])).toBe(false);
  expect(isUnchanged(stampFile, [other, one])).toBe(false);
  const changed = () => statSync(other, { bigint: true }).ctimeNs;
  // The system's clock for this counts in milliseconds.
  for (const before = changed(); changed() === before; ) {
    writeFileSync(other, "as it is!");
    utimesSync(other, new Date(0), new Date(0));
  }
  expect(isUnchanged(stampFile, inputs)).toBe(false);
  rmSync(other);
  expect(isUnchanged(stampFile, inputs)).toBe(false);
  expect(isUnchanged(path.join(folder, "none"), inputs)).toBe(false);
});
