import { holdsSecret } from "@/lib/access-token/secret/format";

// Nobody types more into a search; what is longer would only make the database work.
const CHARACTERS = 200;

/**
 * What an address asks to search for, as it is searched for and shown. A secret that got there by mistake, without JavaScript for
 * example, is neither.
 */
export function searchText(given: string): string {
  return holdsSecret(given) ? "" : given.trim().slice(0, CHARACTERS);
}
