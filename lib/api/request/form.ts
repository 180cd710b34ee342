import { z } from "zod";
import { type Problem, problem } from "@/lib/api/answer/problem";
import { valuesByName } from "./query";

/** A form's fields in their order, each with the text that was given; a name may come several times. */
export type FormFields = readonly (readonly [name: string, value: string])[];

/** The names and values of `application/x-www-form-urlencoded`. @throws Problem `invalid_request` */
export function parseUrlEncoded(text: string): FormFields {
  // What curl sends for --data with JSON in it, by default.
  if (/^\s*[[{]/.test(text)) {
    throw problem("invalid_request", {
      detail: "Send JSON with the header Content-Type: application/json (curl: --json). This body was a form.",
    });
  }
  const decode = (part: string) => decodeURIComponent(part.replaceAll("+", " "));
  try {
    return text
      .split("&")
      .filter((pair) => pair !== "")
      .map((pair) => {
        const [name = "", ...value] = pair.split("=");
        return [decode(name), decode(value.join("="))];
      });
  } catch {
    throw problem("invalid_request", { detail: "Encode the form's fields as UTF-8 and percent-encode each byte." });
  }
}

/** The names and values of `multipart/form-data`. A file in it is none of them. @throws Problem */
export async function parseMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormFields> {
  const form = await new Response(bytes, { headers: { "Content-Type": contentType } }).formData().catch(() => {
    throw problem("invalid_request", {
      detail: "Send the form with the boundary from its header: it could not be read.",
    });
  });
  return [...form].map(([name, value]) => {
    if (typeof value === "string") return [name, value];
    throw problem("unsupported_media_type", {
      detail: "Send the form's fields without files: this endpoint accepts none.",
    });
  });
}

// The part of a JSON Schema that says what a field may be.
type FieldSchema = { type?: string; anyOf?: readonly FieldSchema[]; items?: FieldSchema };
const described = z.object({ properties: z.record(z.string(), z.custom<FieldSchema>()).default({}) });

/**
 * What a form means as JSON, by the schema that the JSON is going to be parsed with: `true` and `false` are booleans, digits
 * are a number, a list repeats its field, a list of objects is JSON text, and nothing is null where null may be, except where
 * that would lift the restriction of a list. Everything else, and every field that the schema does not know, stays text for the
 * schema to check.
 * @throws Problem `invalid_request`
 */
export function jsonOfForm(fields: FormFields, schema: z.ZodType): Record<string, unknown> {
  const properties = propertiesOf(schema);
  return Object.fromEntries(
    [...valuesByName(fields)].map(([name, values]) => [
      name,
      meantBy(name, values, Object.hasOwn(properties, name) ? properties[name] : undefined),
    ]),
  );
}

const known = new WeakMap<z.ZodType, Record<string, FieldSchema>>();

// Found once for each schema: it takes longer than all the rest of a small form.
function propertiesOf(schema: z.ZodType): Record<string, FieldSchema> {
  const found =
    known.get(schema) ?? described.parse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })).properties;
  known.set(schema, found);
  return found;
}

function meantBy(name: string, values: readonly string[], schema: FieldSchema | undefined): unknown {
  const [first = "", ...more] = values;
  const kinds = schema?.anyOf ?? (schema === undefined ? [] : [schema]);
  const has = (type: string) => kinds.some((kind) => kind.type === type);
  const items = kinds.find(({ type }) => type === "array")?.items;
  const isList = items !== undefined && items.type !== "object";
  if (more.length > 0 && schema !== undefined && !isList) throw refused(name, "Send the field only once.");
  if (first === "" && more.length === 0 && has("null")) {
    if (items === undefined) return null;
    // An unset variable must not mean everything, which is what null means for a list.
    const what = isList ? "send JSON with null" : "send the text null";
    throw refused(name, `To remove this restriction, ${what}. An empty value could be an unset variable.`);
  }
  if (items?.type === "object") return parsedJson(name, first);
  if (isList) return values;
  // Python's libraries write True.
  if (has("boolean") && /^(true|false)$/i.test(first)) return first.toLowerCase() === "true";
  if ((has("integer") || has("number")) && /^-?\d{1,15}$/.test(first)) return Number(first);
  return more.length === 0 ? first : values;
}

function parsedJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused(name, "Send this field as JSON text.");
  }
}

function refused(name: string, message: string): Problem {
  return problem("invalid_request", { errors: { [name]: [message] } });
}
