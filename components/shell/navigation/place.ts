export type NavPage = { href: string; label: string };

/** An organisation that the person belongs to. `pages` is a key of `Places.pages`. */
export type OrganisationPlace = { slug: string; name: string; pages: string };

/** Where the person can go: their organisations, and the pages that each kind of member sees, by the path below the organisation's. */
export type Places = {
  organisations: readonly OrganisationPlace[];
  pages: Readonly<Record<string, readonly { path: string; label: string }[]>>;
};

export type Place = {
  /** The name of its sidebar; undefined where the shell has none. */
  nav: "Account" | "Organisation" | undefined;
  organisation: NavPage | undefined;
  /** What its sidebar lists. */
  pages: readonly NavPage[];
  /** The one of these, or of those without a sidebar, that the address is or lies below. */
  page: NavPage | undefined;
};

const OVERVIEW = { href: "/", label: "Overview" };

/** The pages of an account, as its sidebar lists them. */
export const ACCOUNT_PAGES: readonly NavPage[] = [
  OVERVIEW,
  { href: "/account/access-tokens", label: "Access Tokens" },
  { href: "/account/activity", label: "Activity" },
  { href: "/account/notifications", label: "Notifications" },
  { href: "/account/profile", label: "Profile" },
  { href: "/account/security", label: "Security" },
];

/** Pages with a list of pages of their own. */
export const DOCS_PAGES: readonly NavPage[] = [
  { href: "/docs", label: "Docs" },
  { href: "/cli", label: "Command line client" },
];

// Nobody comes to it but by a link.
const DEVICE = { href: "/device", label: "Command line login" };

/** The address of what is not there: it tells nothing of the one that was asked for. */
export const NOWHERE = "";

/** Where an address is. Pure. An organisation that the person does not belong to is no place: its address is one of the account's. */
export function placeOf(address: string, places: Places): Place {
  const pathname = address.replace(/(?<=.)\/+$/, "");
  const isAt = ({ href }: NavPage) => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`));
  const docs = DOCS_PAGES.find(isAt);
  if (docs !== undefined) return { nav: undefined, organisation: undefined, pages: [], page: docs };
  const slug = /^\/organisations\/([^/]+)/.exec(pathname)?.[1];
  const organisation = places.organisations.find((one) => one.slug === slug);
  if (organisation === undefined) {
    return {
      nav: "Account",
      organisation: undefined,
      pages: ACCOUNT_PAGES,
      page: [...ACCOUNT_PAGES, DEVICE].find(isAt),
    };
  }
  const [first, ...others] = pagesOf(organisation, places);
  const page = first?.href === pathname ? first : others.find(isAt);
  return {
    nav: "Organisation",
    organisation: { href: baseOf(organisation), label: organisation.name },
    pages: first === undefined ? [] : [first, ...others],
    page,
  };
}

/** The pages of an organisation that the person sees. Its overview is the first. */
export function pagesOf(organisation: OrganisationPlace, { pages }: Places): readonly NavPage[] {
  const base = baseOf(organisation);
  return (pages[organisation.pages] ?? []).map(({ path, label }) => ({
    href: path === "" ? base : `${base}/${path}`,
    label,
  }));
}

const baseOf = ({ slug }: OrganisationPlace) => `/organisations/${slug}`;
