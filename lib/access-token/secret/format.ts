/**
 * The regular expression that finds the secrets of an instance, in the syntax that grep -E, RE2 and every scanner of secrets
 * share. It has no boundaries, which escapes, colour codes and names in front and behind would hide a secret from: what it finds is
 * confirmed by the checksum.
 */
export function secretPattern(prefix: string): string {
  return `${prefix}_(pat|org|cli)_[0-9A-Za-z]{36}`;
}

// Twelve characters are more than a hint tells, and what is missing of fewer nobody guesses.
const FORMAT = /[a-z][a-z0-9]{1,9}_(?:pat|org|cli)_[0-9A-Za-z]{12,}/;

/**
 * Whether a text holds what has the format of a secret, of whatever instance, also one that is cut off: what people paste by mistake
 * and no address, log or search may get.
 */
export function holdsSecret(text: string): boolean {
  return FORMAT.test(text);
}

/** The same text with each such place blotted out. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(new RegExp(FORMAT, "g"), "***");
}
