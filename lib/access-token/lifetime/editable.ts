import { isExtendable, type Status } from "./lifetime";

/** Whether anything of a token can still be changed: a revoked one is history, and so is one that expired too long ago. */
export function isEditable(
  token: { status: Status; expiration_date: string | null; ends_by_sunset?: boolean },
  now: Date,
): boolean {
  if (token.status === "revoked") return false;
  if (token.status === "active" || token.expiration_date === null) return true;
  // Nobody extends an imported token beyond the end of all of them.
  return !token.ends_by_sunset && isExtendable(new Date(token.expiration_date), now);
}
