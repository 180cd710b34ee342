import { expect, test } from "vitest";
import { fieldsOf } from "./record";

test("the fields of a record are read as PostgreSQL writes them", () => {
  const cases: [string, (string | null)[]][] = [
    ["(a)", ["a"]],
    ["(a,b)", ["a", "b"]],
    ["()", [null]],
    ["(,)", [null, null]],
    ["(a,,b,)", ["a", null, "b", null]],
    ['("")', [""]],
    ['("",a,"")', ["", "a", ""]],
    ['("a b","c,d","e)f","(g")', ["a b", "c,d", "e)f", "(g"]],
    ['("he said ""no""","""",""",")', ['he said "no"', '"', '",']],
    ['("back\\\\slash","\\\\""")', ["back\\slash", '\\"']],
    ['("two\nlines",ü€😀)', ["two\nlines", "ü€😀"]],
  ];
  for (const [record, fields] of cases) expect(fieldsOf(record), record).toEqual(fields);
});

test("a record that breaks off is an error", () => {
  expect(() => fieldsOf('(a,"b')).toThrow("breaks off");
});
