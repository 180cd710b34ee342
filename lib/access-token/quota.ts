/** Active tokens at a time. Expired and revoked ones do not count. */
export const ACTIVE_TOKENS_PER_USER = 100;
export const ACTIVE_TOKENS_PER_ORGANISATION = 500;
