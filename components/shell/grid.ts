/** The width and margins that head, page and foot of the shell share. */
export const GRID = "mx-auto w-full max-w-344 px-4 sm:px-6";
