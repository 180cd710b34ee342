import { decodings, holdsSigningSecret, withBase64 } from "./format";
import { isImportable, parseSecret } from "./secret";

// Both find the kind first; the prefix before it has an unknown start.
const BEHIND_PREFIX = /_(?:pat|org|cli)_(?=([0-9A-Za-z]{36}))/g;
const LONGEST_PREFIX = 10;

/**
 * The secrets in a text, whatever stands around them: a log line, a header, a setting, a URL. Each is confirmed by its
 * checksum, so those of a previous `TOKEN_PREFIX` are found too. Each once, in their order. Pure.
 */
export function secretsIn(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(BEHIND_PREFIX)) {
    const before = text.slice(Math.max(0, match.index - LONGEST_PREFIX), match.index);
    for (let start = 0; start < before.length; start++) {
      const candidate = before.slice(start) + match[0] + match[1];
      if (parseSecret(candidate).status === "well_formed") found.add(candidate);
    }
  }
  return [...found];
}

// A line of a log has a handful of long words; of a whole file, not every word is looked up.
const MOST_IMPORTABLE = 100;

/**
 * What of a text could be a secret of another system, which has no format to be recognised by: its words of that length. Each once, in
 * their order, the first hundred. Pure.
 */
export function importableIn(text: string): string[] {
  // The name of a setting runs into its value: TOKEN=secret has its `=` in the middle.
  const words = text.match(/[A-Za-z0-9\-._~+/]+=*/g) ?? [];
  return [...new Set(words.filter(isImportable))].slice(0, MOST_IMPORTABLE);
}

/** What somebody pasted may mean: itself, its percent escapes decoded, and base64 as the header of Basic authentication has it. Pure. */
export function readingsOf(pasted: string): string {
  return decodings(pasted).map(withBase64).join("\n");
}

/**
 * Whether a URL, or a part of one, holds what has the format of a secret, percent-encoded up to five times. Of the instance's own
 * prefix also what is mistyped or lost its end: it gives away most of a secret. A webhook's signing secret counts too. Pure.
 */
export function holdsSecret(url: string, prefix: string): boolean {
  const own = new RegExp(`${prefix}_(?:pat|org|cli)_[0-9A-Za-z]{12}`);
  return decodings(url).some((text) => own.test(text) || holdsSigningSecret(text) || secretsIn(text).length > 0);
}

/** Whether a text holds something that begins like a secret of the instance; `secretsIn` says whether it is one. Pure. */
export function holdsMistypedSecret(text: string, prefix: string): boolean {
  return new RegExp(`${prefix}_(?:pat|org|cli)_[0-9A-Za-z]`).test(text);
}

/** A path without the segments that hold a secret. Pure. */
export function pathWithoutSecrets(path: string, prefix: string): string {
  if (!holdsSecret(path, prefix)) return path;
  const shown = path.split("/").map((segment) => (holdsSecret(segment, prefix) ? "***" : segment));
  return holdsSecret(shown.join("/"), prefix) ? "/***" : shown.join("/");
}
