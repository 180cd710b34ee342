/** The longest text that is searched for, in characters: a line of a log, which may hold a secret, is kept whole. */
export const LONGEST_SEARCH = 1_000;
