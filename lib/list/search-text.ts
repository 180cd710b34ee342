import { holdsSecret } from "@/lib/access-token/secret/format";

// Nobody types more into a search; a longer one would only burden the database.
const CHARACTERS = 200;

/**
 * The search text of an address. A secret that got there by mistake, for example without JavaScript, is neither searched for
 * nor shown.
 */
export function searchText(given: string): string {
  return holdsSecret(given) ? "" : given.trim().slice(0, CHARACTERS);
}
