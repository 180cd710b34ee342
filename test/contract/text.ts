/** A value as the text of a parameter or a field. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** A text in an address or a form. A lone surrogate cannot be encoded: what a client sends for it is what UTF-8 has in its place. */
export const encoded = (value: string): string => encodeURIComponent(value.toWellFormed());
