import { type Call, formFields, partsOf, TOKEN_VARIABLE } from "./call";
import { pythonLiteral } from "./literal";

const INDENT = "    ";

/** A call as a program of Python, with Requests. Pure. */
export function pythonExample({ method, base, path, token, body, answer }: Call): string {
  const parts = partsOf(path);
  const isTemplate = parts.some(({ variable }) => variable !== undefined);
  const url = base + parts.map(({ text, variable }) => (variable === undefined ? text : inTemplate(variable))).join("");
  return [
    ...(token || isTemplate ? ["import os", ""] : []),
    "import requests",
    "",
    `answer = requests.${method.toLowerCase()}(`,
    `${INDENT}${isTemplate ? "f" : ""}"${url}",`,
    ...(token ? [`${INDENT}headers={"Authorization": f"Bearer ${inTemplate(TOKEN_VARIABLE)}"},`] : []),
    ...(body === undefined ? [] : [`${INDENT}${dataOf(body)},`]),
    `${INDENT}timeout=30,`,
    ")",
    "answer.raise_for_status()",
    `print(answer.${{ json: "json()", text: "text", nothing: "status_code" }[answer]})`,
  ].join("\n");
}

function dataOf({ as, value }: NonNullable<Call["body"]>): string {
  if (as === "json") return `json=${pythonLiteral(value, INDENT)}`;
  return `data=${pythonLiteral(Object.fromEntries(formFields(value)), INDENT)}`;
}

function inTemplate(variable: string): string {
  return `{os.environ['${variable}']}`;
}
