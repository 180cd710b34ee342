const LONGEST_LINE = 72;

/** A value as JSON for people: what fits on a line stands on one, the rest has a line for each of its parts. Pure. */
export function exampleText(value: unknown, indent = ""): string {
  const line = inLine(value);
  if (typeof value !== "object" || value === null || indent.length + line.length <= LONGEST_LINE) return line;
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => exampleText(item, deeper))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${exampleText(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${parts.map((part) => deeper + part).join(",\n")}\n${indent}${close}`;
}

function inLine(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inLine).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}: ${inLine(item)}`)
    .join(", ")}}`;
}
