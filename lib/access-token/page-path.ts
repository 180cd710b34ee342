/** The path of a person's own list. */
export const LIST_PATH = "/account/access-tokens";

/** The path of a list of tokens: the person's own, or those of the organisation with this slug. */
export function tokenListPath(slug?: string): string {
  return slug === undefined ? LIST_PATH : `/organisations/${slug}/access-tokens`;
}

/** The page of a token. @param slug of the organisation whose token it is; left out for a personal one */
export function tokenPagePath(uuid: string, slug?: string): string {
  return `${tokenListPath(slug)}/${uuid}`;
}
