// What may hold a value: texts, and what is quoted between dollars.
const VALUES = /'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$/g;
const VERB = /^\s*(select|insert|update|delete|begin|start|commit|rollback|set|lock|listen|notify)\b/i;
// `for update` and `do update` change no table that is named after them.
const CHANGE = /\b(?:(insert)\s+into|(?<!\b(?:for|do)\s+)(update)|(delete)\s+from)\s+"?[a-z_]/i;
const TABLE = /\b(?:from|into|update)\s+(?:only\s+)?"?([a-z_]+)"?(?:\."?([a-z_]+)"?)?/i;
// Most texts come again and again; a list of values makes one for each length.
const MOST = 500;
// Longer ones are made of values, or come from jobs: the texts would be kept for good.
const LONGEST = 8_000;
const names = new Map<string, string>();

/**
 * What a statement is called where it is told of: its verb and its first table, such as `select access_token`; of a `with`, those of the
 * first change in it. Never a value of it.
 */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = nameOf(text.replaceAll(VALUES, ""));
  if (text.length <= LONGEST && names.size < MOST) names.set(text, name);
  return name;
}

function nameOf(text: string): string {
  const change = /^\s*with\b/i.test(text) ? CHANGE.exec(text) : undefined;
  const isQuery = change === null;
  const from = text.slice(change?.index ?? 0);
  const verb = isQuery ? "select" : VERB.exec(from)?.[1]?.toLowerCase();
  if (verb === undefined) return "statement";
  const [, first, second] = TABLE.exec(from) ?? [];
  const table = second ?? first;
  return table === undefined ? verb : `${verb} ${table.toLowerCase()}`;
}
