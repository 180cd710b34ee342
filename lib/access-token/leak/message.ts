/** A token that was revoked as leaked. */
export type LeakedToken = { id: string; label: string };

/** What stands in the place of a name where a token was reported by someone who did not say who they are. */
export const LEAK_REPORT = "A leak report";

/** Why something was revoked or withdrawn along with it. */
export function leakReason({ label }: LeakedToken): string {
  return `Made with "${label}", which leaked`;
}

/** Why a token was revoked whose secret was reported. @param place where it was found */
export function reportedReason(place: string | null): string {
  return place === null ? "Reported as leaked" : `Reported as leaked, found at ${place}`;
}
