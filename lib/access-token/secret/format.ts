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

// Nothing on the way encodes more often, and an attacker's chain of %2525… must not cost a round for each.
const MOST_ENCODINGS = 5;

/**
 * Whether a text holds what has the format of a secret, of any instance, even a truncated one: people paste those by mistake,
 * and no address, log or search may contain them. Also percent-encoded, up to five times, and in base64.
 */
export function holdsSecret(text: string): boolean {
  return decodings(text).some((decoded) => FORMAT.test(withBase64(decoded)));
}

// What `FORMAT` asks for takes as many characters in it.
const BASE64 = /[0-9A-Za-z+/_-]{25,}/g;

/**
 * A text, and what base64 in it stands for, in either alphabet: the header of Basic authentication, a secret of Kubernetes. What only
 * looks like it becomes noise. Pure.
 */
export function withBase64(text: string): string {
  const octets = (run: string) =>
    atob(
      run
        .slice(0, run.length % 4 === 1 ? -1 : undefined)
        .replace(/-/g, "+")
        .replace(/_/g, "/"),
    );
  return [text, ...(text.match(BASE64) ?? []).map(octets)].join("\n");
}

/** A text, and what it is with its percent escapes decoded once, twice, up to five times. Pure. */
export function decodings(text: string): string[] {
  const found = [text];
  for (let round = 0, before = text; round < MOST_ENCODINGS; round++) {
    const decoded = withoutEscapes(before);
    if (decoded === before) break;
    found.push(decoded);
    before = decoded;
  }
  return found;
}

// A secret is ASCII, so octets will do. Anything but an escape stays.
function withoutEscapes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, octet: string) => String.fromCharCode(Number.parseInt(octet, 16)));
}

/** The text with each such place redacted. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(new RegExp(FORMAT, "g"), "***");
}

/** `withoutSecrets` of a text that follows another one: what began there, and goes on here, is redacted too. Pure. */
export function withoutSecretsAfter(before: string, text: string): string {
  const across = [...(before + text).matchAll(new RegExp(FORMAT, "g"))].find(
    ({ index, 0: found }) => index < before.length && index + found.length > before.length,
  );
  if (across === undefined) return withoutSecrets(text);
  return `***${withoutSecrets(text.slice(across.index + across[0].length - before.length))}`;
}
