// @ts-check
/*
 * Plain JavaScript without dependencies: the scripts read the settings before any are installed.
 */

/** @typedef {{ line: number; name: string; value: string }} DotenvEntry */
/**
 * @typedef {{ entries: DotenvEntry[]; wrongLines: number[]; repeated: [number, number][] }} Dotenv `wrongLines`, counted from 1, are no
 * `NAME=value`; `repeated` are the lines of a name that came before, and where.
 */

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=(\s*)/;
// With `s`: a dot that stopped before U+2028 would be tried again from each # that stands before one.
const REST_OF_LINE = /^\s*(#.*)?$/s;
const AFTER_QUOTE = /^(\s+#.*|\s*)$/s;
const COMMENT = /\s#.*$/s;

/**
 * Read the text of a `.env` file. Comments and empty lines are left out, quotes taken off; double quotes know `\n`, `\"` and `\\`,
 * and both kinds go over several lines. `#` begins a comment at the beginning of a line and after white space. Nothing is
 * expanded: `$NAME` stays as it is. Of a name that comes twice, the last counts. After a quote that is never closed nothing more
 * is read. Pure.
 * @param {string} text
 * @returns {Dotenv}
 */
export function parseDotenv(text) {
  const clean = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  /** @type {Map<string, DotenvEntry>} */
  const entries = new Map();
  /** @type {number[]} */
  const wrongLines = [];
  /** @type {[number, number][]} */
  const repeated = [];
  for (let line = 1, at = 0; at < clean.length; ) {
    const end = endOfLine(clean, at);
    const words = clean.slice(at, end);
    let next = end;
    if (!REST_OF_LINE.test(words)) {
      const [before, name, space = ""] = ASSIGNMENT.exec(words) ?? [];
      const read = before === undefined ? { value: undefined, end } : readValue(clean, at + before.length, end, space);
      if (name === undefined || read.value === undefined) wrongLines.push(line);
      else {
        const earlier = entries.get(name);
        if (earlier !== undefined) repeated.push([earlier.line, line]);
        entries.set(name, { line, name, value: read.value });
      }
      next = read.end;
    }
    for (let i = at; i < next; i++) if (clean[i] === "\n") line++;
    line++;
    at = next + 1;
  }
  return { entries: [...entries.values()], wrongLines, repeated };
}

/**
 * @param {string} text
 * @param {number} from
 */
function endOfLine(text, from) {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

const QUOTED = { '"': /"([^"\\]*(?:\\.[^"\\]*)*)"/sy, "'": /'([^']*)'/y };

/**
 * The value that begins at `start`, after `space`, of a line that ends at `lineEnd`, and where the line ends that has its end.
 * @param {string} text
 * @param {number} start
 * @param {number} lineEnd
 * @param {string} space
 * @returns {{ value: string | undefined; end: number }}
 */
function readValue(text, start, lineEnd, space) {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") {
    return { value: (space + text.slice(start, lineEnd)).replace(COMMENT, "").trim(), end: lineEnd };
  }
  const pattern = QUOTED[quote];
  pattern.lastIndex = start;
  const [whole, inner] = pattern.exec(text) ?? [];
  if (whole === undefined || inner === undefined) return { value: undefined, end: text.length };
  const closed = start + whole.length;
  const end = endOfLine(text, closed);
  if (!AFTER_QUOTE.test(text.slice(closed, end))) return { value: undefined, end };
  return { value: quote === '"' ? unescaped(inner) : inner, end };
}

/** @type {Readonly<Record<string, string>>} */
const ESCAPES = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\", $: "$" };

/** @param {string} text */
function unescaped(text) {
  return text.replace(/\\(.)/gs, (both, character) => ESCAPES[character] ?? both);
}
