import { holdsSecret } from "@/lib/access-token/secret/format";
import type { Field } from "@/lib/api/endpoint/fields";

/** An endpoint, as far as a browser has to know it to call it. */
export type Operation = {
  id: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  token: boolean;
  changes: boolean;
  places: readonly Field[];
  parameters: readonly Field[];
  /** A body of JSON with the text that it begins as, or the fields of a form. */
  body?: { as: "json"; text: string } | { as: "form"; fields: readonly Field[] };
};

/** What was typed, by the kind of field and its name: `place.uuid`, `parameter.page`, `body`, `field.token`. */
export type Typed = (field: string) => string;

export type Call = { url: string; init: { method: string; headers: Record<string, string>; body?: string } };
/** Sentences, by the name of the field. */
export type Faults = Readonly<Record<string, readonly string[]>>;

/**
 * The request that calls an endpoint of this instance with what was typed; or what is wrong with that. Neither the token in use nor
 * anything that looks like a secret gets into its address. Pure.
 */
export function callOf(operation: Operation, token: string, typed: Typed): { call: Call } | { faults: Faults } {
  const faults = faultsOf(operation, token, typed);
  if (Object.keys(faults).length > 0) return { faults };
  const { method, body } = operation;
  const secret = token.trim();
  const headers: Record<string, string> = {
    ...(operation.token && secret !== "" ? { Authorization: `Bearer ${secret}` } : {}),
    ...(body === undefined ? {} : { "Content-Type": CONTENT_TYPES[body.as] }),
  };
  const text = body && (body.as === "json" ? typed("body") : formOf(body.fields, typed));
  return { call: { url: addressOf(operation, typed), init: { method, headers, ...(text ? { body: text } : {}) } } };
}

const CONTENT_TYPES = { json: "application/json", form: "application/x-www-form-urlencoded" };

function addressOf({ path, places, parameters }: Operation, typed: Typed): string {
  const filled = places.reduce((made, { name }) => made.replace(`{${name}}`, typed(`place.${name}`).trim()), path);
  const query = given(parameters, "parameter", typed);
  return query.size === 0 ? filled : `${filled}?${query}`;
}

function formOf(fields: readonly Field[], typed: Typed): string {
  return given(fields, "field", typed).toString();
}

/** What is left empty is left out. */
function given(fields: readonly Field[], kind: string, typed: Typed): URLSearchParams {
  const filled = fields.map(({ name }) => [name, typed(`${kind}.${name}`).trim()]);
  return new URLSearchParams(filled.filter(([, value]) => value !== ""));
}

function faultsOf({ places, parameters, body, ...operation }: Operation, token: string, typed: Typed): Faults {
  const secret = token.trim();
  const found = [
    ["token", operation.token ? faultOfToken(token) : undefined],
    ...places.map(({ name }) => [`place.${name}`, faultOfPlace(typed(`place.${name}`).trim(), secret)]),
    ...parameters.map(({ name }) => [`parameter.${name}`, faultInAddress(typed(`parameter.${name}`), secret)]),
    ["body", body?.as === "json" ? faultOfJson(typed("body")) : undefined],
  ].flatMap(([field = "", fault]) => (fault === undefined ? [] : [[field, [fault]]]));
  return Object.fromEntries(found);
}

function faultOfToken(token: string): string | undefined {
  return /^[\x21-\x7e]*$/.test(token.trim())
    ? undefined
    : "Paste only the secret: it has no spaces or accented characters.";
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

// Every place of a path is one. A browser would take `..` for the path above.
function faultOfPlace(text: string, secret: string): string | undefined {
  if (text === "") return "Enter a uuid.";
  return faultInAddress(text, secret) ?? (UUID.test(text) ? undefined : "Enter a uuid: 32 hex digits and 4 hyphens.");
}

// A token that was imported has no format to know it by.
function faultInAddress(text: string, secret: string): string | undefined {
  return holdsSecret(text) || (secret !== "" && text.includes(secret))
    ? "Keep secrets out of URLs: this looks like one."
    : undefined;
}

function faultOfJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `Write JSON: ${error instanceof Error ? error.message : "this is not valid"}.`;
  }
}
