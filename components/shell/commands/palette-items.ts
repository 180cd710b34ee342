import { matching } from "@/components/ui/combobox-match";
import type { Found } from "@/lib/search/everything";
import { ACCOUNT_PAGES, DOCS_PAGES, type NavPage, type Places, pagesOf, placeOf } from "../navigation/place";

export type Action = "create" | "find token" | "new organisation" | "keys" | "sign out";

export type Item = {
  id: string;
  kind: "page" | "organisation" | Found["kind"];
  words: string;
  /** What tells it from others of the same name. */
  about?: string;
  /** The key that does it without the palette. */
  singleKey?: string;
  goes: { to: string } | { does: Action };
};

export type Group = { title: string; items: readonly Item[] };

const ACTIONS: readonly Item[] = [
  { id: "create", kind: "page", words: "Create token", singleKey: "c", goes: { does: "create" } },
  { id: "find-token", kind: "page", words: "Find a token by its secret", goes: { does: "find token" } },
  { id: "new-organisation", kind: "page", words: "New organisation", goes: { does: "new organisation" } },
  { id: "keys", kind: "page", words: "Keyboard shortcuts", singleKey: "?", goes: { does: "keys" } },
  { id: "sign-out", kind: "page", words: "Sign out", goes: { does: "sign out" } },
];

const DOCS: readonly NavPage[] = [...DOCS_PAGES, { href: "/docs/api", label: "API reference" }];

// More are told apart by typing on.
const MOST_OF_A_GROUP = 10;

/**
 * What the browser knows by itself: actions, pages and organisations that have every word of `text`. Without one, the pages of the place
 * at `pathname` stand for all.
 */
export function ownGroups(text: string, places: Places, pathname: string): Group[] {
  const isAsked = text.trim() !== "";
  const here = placeOf(pathname, places);
  const ofOrganisations = places.organisations.flatMap((organisation) =>
    pagesOf(organisation, places).map((page) => pageItem(page, organisation.name)),
  );
  const account = [...ACCOUNT_PAGES, ...DOCS].map((page) => pageItem(page));
  const ofHere = ofOrganisations.filter(({ goes }) => "to" in goes && here.pages.some(({ href }) => href === goes.to));
  const pages = isAsked ? [...new Set([...ofHere, ...account, ...ofOrganisations])] : [...ofHere, ...account];
  const organisations = places.organisations.map(
    ({ slug, name }): Item => ({
      id: `organisation-${slug}`,
      kind: "organisation",
      words: name,
      goes: { to: `/organisations/${slug}` },
    }),
  );
  const found = (items: readonly Item[]) =>
    items
      .filter(({ words, about }) => !isAsked || matching([`${about ?? ""} ${words}`], text).length > 0)
      .slice(0, MOST_OF_A_GROUP);
  return [
    { title: "Actions", items: found(ACTIONS) },
    { title: "Pages", items: found(pages) },
    { title: "Organisations", items: found(organisations) },
  ].filter(({ items }) => items.length > 0);
}

function pageItem({ href, label }: NavPage, organisation?: string): Item {
  return {
    id: `page-${href}`,
    kind: "page",
    words: label,
    ...(organisation === undefined ? {} : { about: organisation }),
    goes: { to: href },
  };
}

const TITLES = { token: "Access tokens", application: "Applications", person: "People" } as const;

/** What the server found, by kind. */
export function foundGroups(results: readonly Found[]): Group[] {
  return (["token", "application", "person"] as const)
    .map((kind) => ({
      title: TITLES[kind],
      items: results
        .filter((one) => one.kind === kind)
        .map(
          ({ href, name, about }): Item => ({ id: `${kind}-${href}`, kind, words: name, about, goes: { to: href } }),
        ),
    }))
    .filter(({ items }) => items.length > 0);
}
