import { type Call, formFields, partsOf, TOKEN_VARIABLE } from "./call";
import { exampleText } from "./literal";

/** A call as a program of Go, of its standard library alone. As `gofmt` would write it. Pure. */
export function goExample({ method, base, path, token, body }: Call): string {
  const parts = partsOf(path);
  const isTemplate = parts.some(({ variable }) => variable !== undefined);
  const packages = [
    "fmt",
    "io",
    "log",
    "net/http",
    ...(body?.as === "form" ? ["net/url"] : []),
    ...(token || isTemplate ? ["os"] : []),
    ...(body === undefined ? [] : ["strings"]),
  ];
  return [
    "package main",
    "",
    "import (",
    ...packages.map((name) => `\t"${name}"`),
    ")",
    "",
    "func main() {",
    ...(body === undefined ? [] : [`\tbody := strings.NewReader(${dataOf(body)})`]),
    `\trequest, err := http.NewRequest("${method}", ${urlOf(base, parts)}, ${body === undefined ? "nil" : "body"})`,
    ...FAILS,
    ...(token ? [`\trequest.Header.Set("Authorization", "Bearer "+os.Getenv("${TOKEN_VARIABLE}"))`] : []),
    ...(body === undefined ? [] : [`\trequest.Header.Set("Content-Type", "${TYPES[body.as]}")`]),
    "\tanswer, err := http.DefaultClient.Do(request)",
    ...FAILS,
    "\tdefer answer.Body.Close()",
    "\ttext, err := io.ReadAll(answer.Body)",
    ...FAILS,
    "\tfmt.Println(answer.Status)",
    "\tfmt.Println(string(text))",
    "}",
  ].join("\n");
}

const FAILS = ["\tif err != nil {", "\t\tlog.Fatal(err)", "\t}"];
const TYPES = { json: "application/json", form: "application/x-www-form-urlencoded" };

function urlOf(base: string, [first, ...rest]: readonly { text: string; variable?: string }[]): string {
  const start = JSON.stringify(base + (first?.text ?? ""));
  const more = rest.map(({ text, variable }) =>
    variable === undefined ? JSON.stringify(text) : `os.Getenv("${variable}")`,
  );
  return [start, ...more].join("+");
}

// A raw string of Go has no backtick in it.
function dataOf({ as, value }: NonNullable<Call["body"]>): string {
  if (as === "json") {
    const text = exampleText(value);
    return text.includes("`") ? JSON.stringify(text) : `\`${text}\``;
  }
  const fields = formFields(value).map(([name, text]) => `${JSON.stringify(name)}: {${JSON.stringify(text)}}`);
  return `url.Values{${fields.join(", ")}}.Encode()`;
}
