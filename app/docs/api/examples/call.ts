/** A call of the API, as far as an example of it goes. */
export type Call = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Where this instance is, without a slash at the end. */
  base: string;
  /** As a template: `/iam/v3/access-tokens/{uuid}/`. */
  path: string;
  /** Whether a token is sent with it. */
  token: boolean;
  body?: { as: "json" | "form"; value: unknown };
  /** What the answer to it has in it. */
  answer: "json" | "text" | "nothing";
};

/** The variable of the environment that the secret is in. */
export const TOKEN_VARIABLE = "LATCHKEY_TOKEN";

/** A path in its parts: what it says, and the names of variables that stand for an identifier each. Pure. */
export function partsOf(path: string): { text: string; variable?: string }[] {
  return path
    .split(/(?=\{\w+\})|(?<=\})/)
    .map((text) => (text.startsWith("{") ? { text, variable: variableOf(path, text) } : { text }));
}

// `/access-tokens/{uuid}/` is TOKEN_UUID, `/members/{user}/` USER_UUID.
function variableOf(path: string, place: string): string {
  const name = place.slice(1, -1);
  const before = /([a-z]+)\/$/.exec(path.slice(0, path.indexOf(place)))?.[1] ?? name;
  return `${(name === "uuid" ? before.replace(/s$/, "") : name).toUpperCase()}_UUID`;
}

/** The fields of a form. What an example has in one is a text. Pure. */
export function formFields(value: unknown): [name: string, text: string][] {
  return Object.entries(Object(value)).map(([name, text]) => [name, String(text)]);
}
