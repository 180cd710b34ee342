import { type Call, formFields, partsOf, TOKEN_VARIABLE } from "./call";
import { javascriptLiteral } from "./literal";

/** A call as a module of Node.js, with nothing installed. Pure. */
export function nodeExample({ method, base, path, token, body, answer }: Call): string {
  const parts = partsOf(path);
  const isTemplate = parts.some(({ variable }) => variable !== undefined);
  const url = base + parts.map(({ text, variable }) => (variable === undefined ? text : inTemplate(variable))).join("");
  const quote = isTemplate ? "`" : '"';
  const headers = [
    ...(token ? [`Authorization: \`Bearer ${inTemplate(TOKEN_VARIABLE)}\``] : []),
    ...(body?.as === "json" ? ['"Content-Type": "application/json"'] : []),
  ];
  const options = [
    ...(method === "GET" ? [] : [`method: "${method}"`]),
    ...(headers.length === 0 ? [] : [`headers: ${headersOf(headers)}`]),
    ...(body === undefined ? [] : [`body: ${dataOf(body)}`]),
  ];
  const given = options.length === 0 ? "" : `, {\n${options.map((option) => `  ${option},\n`).join("")}}`;
  return [
    `const answer = await fetch(${quote}${url}${quote}${given});`,
    "if (!answer.ok) throw new Error(`$" + "{answer.status}: $" + "{await answer.text()}`);",
    `console.log(${{ json: "await answer.json()", text: "await answer.text()", nothing: "answer.status" }[answer]});`,
  ].join("\n");
}

function headersOf(headers: readonly string[]): string {
  if (headers.length === 1) return `{ ${headers[0]} }`;
  return `{\n${headers.map((header) => `    ${header},\n`).join("")}  }`;
}

function dataOf({ as, value }: NonNullable<Call["body"]>): string {
  if (as === "json") return `JSON.stringify(${javascriptLiteral(value, "  ")})`;
  return `new URLSearchParams(${javascriptLiteral(Object.fromEntries(formFields(value)), "  ")})`;
}

function inTemplate(variable: string): string {
  return `\${process.env.${variable}}`;
}
