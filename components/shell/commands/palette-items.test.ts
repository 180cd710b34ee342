import { expect, test } from "vitest";
import type { Places } from "../navigation/place";
import { foundGroups, ownGroups } from "./palette-items";

const SECTIONS = [
  { path: "", label: "Overview" },
  { path: "members", label: "People" },
];
const PLACES: Places = {
  organisations: [
    { slug: "harbour", name: "Harbour Studio", pages: "owner" },
    { slug: "foehn", name: "Föhn", pages: "owner" },
  ],
  pages: { owner: SECTIONS },
};

const shown = (text: string, pathname = "/account/access-tokens") =>
  ownGroups(text, PLACES, pathname).flatMap(({ items }) =>
    items.map(({ words, about }) => (about === undefined ? words : `${about}: ${words}`)),
  );

test("nothing typed: actions, pages of here and organisations", () => {
  expect(ownGroups("", PLACES, "/").map(({ title }) => title)).toEqual(["Actions", "Pages", "Organisations"]);
  expect(shown("").slice(0, 2)).toEqual(["Create token", "Find a token by its secret"]);
  expect(shown("")).not.toContain("Harbour Studio: People");
  const pages = ownGroups("", PLACES, "/organisations/harbour").find(({ title }) => title === "Pages");
  expect(pages?.items.slice(0, 3).map(({ words }) => words)).toEqual(["Overview", "People", "Overview"]);
  expect(pages?.items[0]?.goes).toEqual({ to: "/organisations/harbour" });
});

test.each([
  ["every word, in any order and case", "PEOPLE harbour", ["Harbour Studio: People"]],
  ["letters without their accents", "fohn peo", ["Föhn: People"]],
  ["pages of every organisation, those of here first", "people", ["Föhn: People", "Harbour Studio: People"]],
  ["an action", "sign out", ["Sign out"]],
  [
    "an organisation behind its pages",
    "studio",
    ["Harbour Studio: Overview", "Harbour Studio: People", "Harbour Studio"],
  ],
  ["nothing", "no such thing", []],
])("%s", (_what, text, expected) => {
  expect(shown(text, "/organisations/foehn")).toEqual(expected);
});

test("no two items have one id, wherever one is", () => {
  for (const text of ["", "o"]) {
    const ids = ownGroups(text, PLACES, "/organisations/harbour").flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test("what was found stands in groups, and a kind of which there is none has none", () => {
  const groups = foundGroups([
    { kind: "person", href: "/p", name: "Noor", about: "noor@agency.example" },
    { kind: "token", href: "/t", name: "Laptop", about: "lk_pat_…h3Qz" },
  ]);
  expect(groups.map(({ title, items }) => [title, items.map(({ words }) => words)])).toEqual([
    ["Access tokens", ["Laptop"]],
    ["People", ["Noor"]],
  ]);
});
