/** A token that was revoked as leaked. */
export type LeakedToken = { id: string; label: string };

/** Why something was revoked or withdrawn along with it. */
export function leakReason({ label }: LeakedToken): string {
  return `Made with "${label}", which leaked`;
}
