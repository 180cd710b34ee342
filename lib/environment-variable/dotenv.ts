export type DotenvEntry = { line: number; name: string; value: string };
export type Dotenv = {
  entries: DotenvEntry[] /** Lines, counted from 1, that are no `NAME=value`. */;
  wrongLines: number[];
};

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*/;
// With `s`: a dot that stopped before U+2028 would be tried again from each # that stands before one.
const REST_OF_LINE = /^\s*(#.*)?$/s;
const COMMENT = /(^|\s)#.*$/s;

/**
 * Read the text of a `.env` file. Comments and empty lines are left out, quotes taken off; double quotes know `\n`, `\"` and `\\`,
 * and both kinds go over several lines. Nothing is expanded: `$NAME` stays as it is. Of a name that comes twice, the last counts.
 * After a quote that is never closed nothing more is read. Pure.
 */
export function parseDotenv(text: string): Dotenv {
  const clean = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const entries = new Map<string, DotenvEntry>();
  const wrongLines: number[] = [];
  for (let line = 1, at = 0; at < clean.length; ) {
    const end = endOfLine(clean, at);
    const words = clean.slice(at, end);
    let next = end;
    if (!REST_OF_LINE.test(words)) {
      const [before, name] = ASSIGNMENT.exec(words) ?? [];
      const read = before === undefined ? { value: undefined, end } : readValue(clean, at + before.length, end);
      if (name === undefined || read.value === undefined) wrongLines.push(line);
      else entries.set(name, { line, name, value: read.value });
      next = read.end;
    }
    for (let i = at; i < next; i++) if (clean[i] === "\n") line++;
    line++;
    at = next + 1;
  }
  return { entries: [...entries.values()], wrongLines };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

const QUOTED = { '"': /"([^"\\]*(?:\\.[^"\\]*)*)"/sy, "'": /'([^']*)'/y } as const;

/** The value that begins at `start` of a line that ends at `lineEnd`, and where the line ends that has its end. */
function readValue(text: string, start: number, lineEnd: number): { value: string | undefined; end: number } {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") {
    return {
      value: text.slice(start, lineEnd).replace(COMMENT, "").trim(),
      end: lineEnd,
    };
  }
  const pattern = QUOTED[quote];
  pattern.lastIndex = start;
  const [whole, inner] = pattern.exec(text) ?? [];
  if (whole === undefined || inner === undefined) return { value: undefined, end: text.length };
  const closed = start + whole.length;
  const end = endOfLine(text, closed);
  if (!REST_OF_LINE.test(text.slice(closed, end))) return { value: undefined, end };
  return { value: quote === '"' ? unescaped(inner) : inner, end };
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\", $: "$" };

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (both, character: string) => ESCAPES[character] ?? both);
}
