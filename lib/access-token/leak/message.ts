/** A token that was revoked as leaked. `isReported`: by someone who did not say who they are. */
export type LeakedToken = { id: string; label: string; isReported?: boolean };

/** What stands in the place of a name where a token was reported by someone who did not say who they are. */
export const LEAK_REPORT = "A leak report";

/** Why a token was revoked along with it: whoever had the one could use the other. */
export function leakReason({ label }: LeakedToken): string {
  return `Created or rotated with "${label}", which leaked`;
}

/**
 * What the activity says of a thing that was ended along with it, so that each such entry names the token.
 * @param reason for what is no token
 */
export function leakFacts(
  leaked: LeakedToken,
  reason = `Created with "${leaked.label}", which leaked`,
): Record<string, unknown> {
  return {
    reason,
    leaked_token: leaked.id,
    ...(leaked.isReported === true ? { reported: true } : {}),
  };
}

/** Why a token was revoked whose secret was reported. @param place where it was found */
export function reportedReason(place: string | null): string {
  return place === null ? "Reported as leaked" : `Reported as leaked, found at ${place}`;
}
