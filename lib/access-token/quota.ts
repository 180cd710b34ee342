/** Active tokens at a time. Expired and revoked ones do not count. */
export const ACTIVE_TOKENS_PER_USER = 100;
export const ACTIVE_TOKENS_PER_ORGANISATION = 500;

/** That no more tokens may be active, in the form, in toasts and in the API. @param organisation by name; undefined for the person's own limit */
export function limitMessage(limit: number, organisation?: string): string {
  return `${organisation === undefined ? "You have" : `${organisation} has`} ${limit} active tokens, which is the maximum.`;
}
