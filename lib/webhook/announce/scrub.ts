// Wide on purpose: rather a text of another kind is lost than an address gets out. A label such as noor@laptop is none.
const ADDRESS = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[^\s@<>"'(),;:]+/g;
const LEFT_OUT = "[address removed]";

/** Every e-mail address in the texts of a JSON value, in lower case. */
export function addressesIn(value: unknown): string[] {
  const found = new Set<string>();
  replaceTexts(value, (text) => {
    for (const [address] of text.matchAll(ADDRESS)) found.add(address.toLowerCase());
    return text;
  });
  return [...found];
}

/** The value without the e-mail addresses in its texts, but those that are kept (in lower case). */
export function withoutAddresses(value: unknown, kept: ReadonlySet<string>): unknown {
  return replaceTexts(value, (text) =>
    text.replace(ADDRESS, (address) => (kept.has(address.toLowerCase()) ? address : LEFT_OUT)),
  );
}

function replaceTexts(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [replace(name), replaceTexts(item, replace)]));
}
