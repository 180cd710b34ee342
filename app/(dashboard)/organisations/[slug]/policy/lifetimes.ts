const DAY_SECONDS = 24 * 60 * 60;

/** What the select offers, in seconds. */
export const LIFETIMES = [1, 7, 30, 60, 90, 180, 365].map((days) => days * DAY_SECONDS);
