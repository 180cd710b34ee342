import { holdsSecret } from "./access-token/secret/format";

/**
 * What an address asks to search for, as it is searched for and shown. A secret that got there by mistake, without JavaScript for
 * example, is neither.
 */
export function searchText(given: string, characters: number): string {
  const text = given.replaceAll("\0", "").toWellFormed().trim().slice(0, characters);
  return holdsSecret(given) ? "" : text;
}
