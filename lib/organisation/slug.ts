// DNS labels end at 63 characters, and so do the slugs, which may become part of host names.
const SLUG_MAX_LENGTH = 63;

/** The part of an address that an organisation's name becomes: `Café Müller & Co` → `cafe-muller-co`. Not yet unique. */
export function slugOf(name: string, otherwise = "organisation"): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? otherwise : slug;
}
