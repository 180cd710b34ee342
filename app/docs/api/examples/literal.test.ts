import { expect, test } from "vitest";
import { exampleText, javascriptLiteral, pythonLiteral } from "./literal";

test("what fits on a line stands on one, and the rest has a line for each of its parts", () => {
  const owner = { type: "user", uuid: "0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10" };
  expect(exampleText({ label: "a", scopes: [] })).toBe('{"label": "a", "scopes": []}');
  expect(exampleText({ label: "Nightly export", owner, scopes: ["applications:read"], limits: null })).toBe(`{
  "label": "Nightly export",
  "owner": {"type": "user", "uuid": "0198f2b4-11aa-7e02-8c3d-5b9e4f6a7d10"},
  "scopes": ["applications:read"],
  "limits": null
}`);
});

test("an example is JSON", () => {
  const value = { results: [{ text: 'a "b"', list: Array.from({ length: 40 }, (_, n) => n) }], next: null };
  expect(JSON.parse(exampleText(value))).toEqual(value);
});

test("what JSON can say is written as Python and JavaScript have it", () => {
  const value = { label: 'Zoë’s "key"', "if-any": null, on: true, off: false, scopes: [], empty: {} };
  expect(pythonLiteral(value)).toBe(`{
    "label": "Zoë’s \\"key\\"",
    "if-any": None,
    "on": True,
    "off": False,
    "scopes": [],
    "empty": {},
}`);
  expect(javascriptLiteral(value, "  ")).toBe(`{
    label: "Zoë’s \\"key\\"",
    "if-any": null,
    on: true,
    off: false,
    scopes: [],
    empty: {},
  }`);
  expect(javascriptLiteral({ role: "admin" })).toBe('{ role: "admin" }');
});
