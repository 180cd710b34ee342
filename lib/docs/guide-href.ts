const GUIDE_FILE = /^([a-z0-9-]+)\.md(#.*)?$/;
// A page that is made from code has no file: the guide names it by its address.
const OWN_PAGE = /^https:\/\/latchkey\.example\.com(\/.*)$/;

/**
 * Where a link of the guide leads in the app: another page of the guide, a page of the app, an anchor, another site. Undefined
 * for a file of the repository, which readers of the app do not have. Pure.
 */
export function guideHref(href: string): string | undefined {
  const [, slug, anchor = ""] = GUIDE_FILE.exec(href) ?? [];
  if (slug !== undefined) return `/docs/${slug}${anchor}`;
  const [, page] = OWN_PAGE.exec(href) ?? [];
  if (page !== undefined) return page;
  return /^(#|https?:\/\/|mailto:)/.test(href) ? href : undefined;
}
