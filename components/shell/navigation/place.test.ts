import { expect, test } from "vitest";
import { NOWHERE, type Places, placeOf } from "./place";

const PLACES: Places = {
  organisations: [
    { slug: "harbour", name: "Harbour", pages: "admin" },
    { slug: "harbour-two", name: "Harbour 2", pages: "guest" },
  ],
  pages: {
    admin: [
      { path: "", label: "Overview" },
      { path: "members", label: "People" },
      { path: "access-tokens", label: "Access Tokens" },
    ],
    guest: [{ path: "", label: "Overview" }],
  },
};

test.each([
  ["/", "Account", undefined, "Overview"],
  ["/account/access-tokens", "Account", undefined, "Access Tokens"],
  ["/account/access-tokens/0193", "Account", undefined, "Access Tokens"],
  ["/account/access-tokens-of-others", "Account", undefined, undefined],
  ["/account/profile/", "Account", undefined, "Profile"],
  ["/device", "Account", undefined, "Command line login"],
  ["/organisations/harbour", "Organisation", "Harbour", "Overview"],
  ["/organisations/harbour/", "Organisation", "Harbour", "Overview"],
  ["/organisations/harbour/members", "Organisation", "Harbour", "People"],
  ["/organisations/harbour/access-tokens/0193/x", "Organisation", "Harbour", "Access Tokens"],
  ["/organisations/harbour/unknown", "Organisation", "Harbour", undefined],
  ["/organisations/harbour-two/members", "Organisation", "Harbour 2", undefined],
  ["/organisations/elsewhere/members", "Account", undefined, undefined],
  ["/docs/api/access-tokens", undefined, undefined, "Docs"],
  ["/cli", undefined, undefined, "Command line client"],
  [NOWHERE, "Account", undefined, undefined],
])("%s is in the sidebar %s, of %s, at %s", (pathname, nav, organisation, page) => {
  const place = placeOf(pathname, PLACES);
  expect([place.nav, place.organisation?.label, place.page?.label]).toEqual([nav, organisation, page]);
});

test("a sidebar lists what the person sees there, with whole addresses", () => {
  expect(placeOf("/organisations/harbour/members", PLACES).pages.map(({ href }) => href)).toEqual([
    "/organisations/harbour",
    "/organisations/harbour/members",
    "/organisations/harbour/access-tokens",
  ]);
  expect(placeOf("/organisations/harbour-two", PLACES).pages).toEqual([
    { href: "/organisations/harbour-two", label: "Overview" },
  ]);
});
