/**
 * The regular expression that finds the secrets of an instance, in the syntax that grep -E, RE2 and every scanner of secrets
 * share. It has no word boundaries, since adjacent escapes, colour codes and names would hide a secret: the checksum confirms
 * each match.
 */
export function secretPattern(prefix: string): string {
  return `${prefix}_(pat|org|cli)_[0-9A-Za-z]{36}`;
}

// Twelve characters are more than a hint shows, and nobody can guess the rest of fewer.
const TOKEN_FORMAT = /[a-z][a-z0-9]{1,9}_(?:pat|org|cli)_[0-9A-Za-z]{12,}/;
const FORMAT = new RegExp(`${TOKEN_FORMAT.source}|whsec_[0-9A-Za-z+/]{12,}=*`);
// What a webhook's messages are signed with, here and wherever else Standard Webhooks is spoken: 24 bytes or more in base64.
const SIGNING_SECRET = "whsec_[0-9A-Za-z+/]{32,}=*";

// Nothing on the way encodes more often, and an attacker's chain of %2525… must not cost a round for each.
const MOST_ENCODINGS = 5;

/**
 * Whether a text holds what has the format of a secret, of any instance, even a truncated one: people paste those by mistake,
 * and no address, log or search may contain them. Also percent-encoded, up to five times, and in base64.
 */
export function holdsSecret(text: string): boolean {
  return holds(FORMAT, text);
}

/** The same of a token's secret alone, by which the token can be found: a webhook's leads to none. Pure. */
export function holdsTokenSecret(text: string): boolean {
  return holds(TOKEN_FORMAT, text);
}

const holds = (format: RegExp, text: string) => decodings(text).some((decoded) => format.test(withBase64(decoded)));

/** Whether a text holds a webhook's signing secret. It has no checksum to confirm it by. Pure. */
export function holdsSigningSecret(text: string): boolean {
  return new RegExp(SIGNING_SECRET).test(text);
}

/** The text with each such secret redacted. Pure. */
export function withoutSigningSecrets(text: string): string {
  return text.replaceAll(new RegExp(SIGNING_SECRET, "g"), "***");
}

// What `FORMAT` asks for takes as many characters in it. Programs begin a new line after 64 or 76 of them.
const BASE64 = /[0-9A-Za-z+/_-]{25,}(?:\r?\n[0-9A-Za-z+/_-]+)*/g;

/**
 * A text, and what base64 in it stands for, in either alphabet: the header of Basic authentication, a secret of Kubernetes. What only
 * looks like it becomes noise. Pure.
 */
export function withBase64(text: string): string {
  return [text, ...(text.match(BASE64) ?? []).flatMap(octetsOf)].join("\n");
}

/** What a run may stand for: what is before the secret, such as the path of an address, can be of the alphabet too, and shifts the rest. */
function octetsOf(run: string): string[] {
  const letters = run.replace(/\r?\n/g, "").replace(/-/g, "+").replace(/_/g, "/");
  return [0, 1, 2, 3].map((shift) => {
    const shifted = letters.slice(shift);
    return atob(shifted.length % 4 === 1 ? shifted.slice(0, -1) : shifted);
  });
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

const ESCAPED_FORMAT = new RegExp(
  FORMAT.source
    .replaceAll("_", "(?:_|%(?:25){0,5}5[Ff])")
    .replaceAll("[0-9A-Za-z+/]", "(?:[0-9A-Za-z+/]|%(?:25){0,5}2[BbFf])"),
  "g",
);

/** Where in a text such secrets stand, also percent-encoded and in base64: in their order, apart from each other. Pure. */
export function secretPlaces(text: string): { start: number; end: number }[] {
  const encoded = [...text.matchAll(BASE64)].filter(({ 0: run }) =>
    octetsOf(run).some((octets) => FORMAT.test(octets)),
  );
  const places: { start: number; end: number }[] = [];
  const found = [...text.matchAll(ESCAPED_FORMAT), ...encoded].sort((a, b) => a.index - b.index);
  for (const { index: start, 0: match } of found) {
    const before = places.at(-1);
    const end = start + match.length;
    if (before === undefined || before.end <= start) places.push({ start, end });
    else before.end = Math.max(before.end, end);
  }
  return places;
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
