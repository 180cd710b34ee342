import { expect, test } from "vitest";
import { places } from "./places";
import { marked, search, termsOf } from "./search";

const PLACES = [
  { href: "/docs/a#x", page: "Rotating a token", heading: "How it works", text: "The old secret keeps working." },
  { href: "/docs/b#y", page: "CI", heading: "Rotate", text: "A job stores the new secret." },
  { href: "/docs/c#z", page: "Leaks", heading: "Afterwards", text: "Look at the secret, the secret and the secret." },
];
const found = (query: string) => search(PLACES, query).map(({ href }) => href);

test("a search finds the places that have all of its words, those with one in a heading first", () => {
  expect(found("rotat")).toEqual(["/docs/b#y", "/docs/a#x"]);
  expect(found("SECRET")).toEqual(["/docs/c#z", "/docs/a#x", "/docs/b#y"]);
  expect(found("secret job")).toEqual(["/docs/b#y"]);
  expect(found("nothing")).toEqual([]);
});

test.each(["", "   ", "(", "[a-", "\\", "%", "a".repeat(200)])("a search for %j is answered", (query) => {
  expect(() => found(query)).not.toThrow();
  expect(
    marked("a (b) [c]", termsOf(query))
      .map(({ text }) => text)
      .join(""),
  ).toBe("a (b) [c]");
});

test("an excerpt is short, whole words around what was found", () => {
  const text = `${"before ".repeat(200)}needle ${"after ".repeat(200)}`.trim();
  const [hit] = search([{ href: "/", page: "", heading: "", text }], "needle");
  expect(hit?.excerpt).toMatch(/^… before .*needle.* after …$/);
  expect(hit?.excerpt.length).toBeLessThan(200);
});

test("what was found is marked in the text, whatever its case", () => {
  expect(marked("Rotate, rotated", ["rotate"])).toEqual([
    { text: "Rotate", hit: true },
    { text: ", ", hit: false },
    { text: "rotate", hit: true },
    { text: "d", hit: false },
  ]);
});

test.each([
  ["nginx", "/docs/forward-authentication#nginx"],
  ["github actions", "/docs/ci#github-actions"],
  ["DIVIO_ZONE", "/docs/divio-api#point-a-client-here"],
  ["token_in_url", "/docs/errors#token_in_url"],
  ["guest", "/docs/permissions"],
  ["undo", "/docs/leaks#revoke-a-token"],
])("a search of the docs for %s leads to %s", (query, href) => {
  expect(search(places(), query).map((hit) => hit.href)).toContain(href);
});
