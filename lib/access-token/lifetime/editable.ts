import { isExtendable, type Status } from "./lifetime";

/** Whether anything of a token can still be changed: a revoked one is history, and so is one that expired too long ago. */
export function isEditable(token: { status: Status; expiration_date: string | null }, now: Date): boolean {
  if (token.status === "revoked") return false;
  if (token.status === "active" || token.expiration_date === null) return true;
  return isExtendable(new Date(token.expiration_date), now);
}
