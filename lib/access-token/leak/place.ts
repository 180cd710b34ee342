import { holdsSecret } from "@/lib/access-token/secret/format";
import { nearestLine } from "@/lib/text-input";

const LONGEST = 300;

/**
 * Where a secret was found, as people are shown it: the address of a page, cut where it goes on for too long; null for anything else.
 * A secret in it is blotted out; where it is in another form, nothing is shown.
 */
export function placeOf(address: string | null | undefined): string | null {
  const line = nearestLine(address ?? "");
  if (!/^https?:\/\//i.test(line) || !URL.canParse(line) || holdsSecret(line)) return null;
  const characters = [...line];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : line;
}
