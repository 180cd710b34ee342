/**
 * The regular expression that finds the secrets of an instance, in the syntax that grep -E, RE2 and every scanner of secrets
 * share. It has no word boundaries, since adjacent escapes, colour codes and names would hide a secret: the checksum confirms
 * each match.
 */
export function secretPattern(prefix: string): string {
  return `${prefix}_(pat|org|cli)_[0-9A-Za-z]{36}`;
}

// Twelve characters are more than a hint shows, and nobody can guess the rest of fewer.
const FORMAT = /[a-z][a-z0-9]{1,9}_(?:pat|org|cli)_[0-9A-Za-z]{12,}/;

/**
 * Whether a text holds what has the format of a secret, of any instance, even a truncated one: people paste those by mistake,
 * and no address, log or search may contain them.
 */
export function holdsSecret(text: string): boolean {
  return FORMAT.test(text);
}

/** The text with each such place redacted. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(new RegExp(FORMAT, "g"), "***");
}
