const LONGEST_LINE = 72;

/** How a language writes what JSON can say. */
type Dialect = {
  indent: string;
  /** A name in an object. */
  name: (name: string) => string;
  word: (value: boolean | null) => string;
  /** Within the braces of an object that stands on a line. */
  pad: string;
  /** Behind the last of several lines. */
  trailing: string;
};

const JSON_TEXT: Dialect = { indent: "  ", name: quoted, word: String, pad: "", trailing: "" };

const PYTHON: Dialect = {
  indent: "    ",
  name: quoted,
  word: (value) => (value === null ? "None" : value ? "True" : "False"),
  pad: "",
  trailing: ",",
};

const JAVASCRIPT: Dialect = {
  indent: "  ",
  name: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)),
  word: String,
  pad: " ",
  trailing: ",",
};

/** A value as JSON for people: what fits on a line stands on one, the rest has a line for each of its parts. Pure. */
export function exampleText(value: unknown, indent = ""): string {
  return literal(value, JSON_TEXT, indent);
}

/** The same as an expression of Python, behind an indent. Pure. */
export function pythonLiteral(value: unknown, indent = ""): string {
  return literal(value, PYTHON, indent);
}

/** The same as an expression of JavaScript, behind an indent. Pure. */
export function javascriptLiteral(value: unknown, indent = ""): string {
  return literal(value, JAVASCRIPT, indent);
}

function literal(value: unknown, dialect: Dialect, indent: string): string {
  const line = inLine(value, dialect);
  if (typeof value !== "object" || value === null || indent.length + line.length <= LONGEST_LINE) return line;
  const deeper = indent + dialect.indent;
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, dialect, deeper))
    : Object.entries(value).map(([name, item]) => `${dialect.name(name)}: ${literal(item, dialect, deeper)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${parts.map((part) => deeper + part).join(",\n")}${dialect.trailing}\n${indent}${close}`;
}

function inLine(value: unknown, dialect: Dialect): string {
  if (typeof value === "boolean" || value === null) return dialect.word(value);
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => inLine(item, dialect)).join(", ")}]`;
  const entries = Object.entries(value).map(([name, item]) => `${dialect.name(name)}: ${inLine(item, dialect)}`);
  return entries.length === 0 ? "{}" : `{${dialect.pad}${entries.join(", ")}${dialect.pad}}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
