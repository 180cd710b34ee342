import { type Call, formFields, partsOf, TOKEN_VARIABLE } from "./call";
import { exampleText } from "./literal";

const INDENT = "  ";

/** A call as a line of a POSIX shell, broken into several. Pure. */
export function curlExample({ method, base, path, token, body, answer }: Call): string {
  const url =
    base +
    partsOf(path)
      .map(({ text, variable }) => (variable === undefined ? text : `$${variable}`))
      .join("");
  // A body makes it a POST by itself.
  const isSaid = method === (body === undefined ? "GET" : "POST");
  return [
    `curl "${url}"`,
    ...(isSaid ? [] : [`-X ${method}`]),
    // Without a body there is nothing to see but the status.
    ...(answer === "nothing" ? ["-i"] : []),
    ...(token ? [`-H "Authorization: Bearer $${TOKEN_VARIABLE}"`] : []),
    ...(body === undefined ? [] : dataOf(body)),
  ].join(` \\\n${INDENT}`);
}

function dataOf({ as, value }: NonNullable<Call["body"]>): string[] {
  if (as === "json") return [`--json ${quoted(exampleText(value, INDENT))}`];
  return formFields(value).map(([name, text]) => `--data-urlencode ${quoted(`${name}=${text}`)}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
