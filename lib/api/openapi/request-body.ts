import type { Description } from "@/lib/api/endpoint/description";
import { exampleOf } from "@/lib/api/endpoint/with-example";
import { type Components, type Json, jsonSchemaOf } from "./json-schema";

const FORM = "application/x-www-form-urlencoded";

/** What an operation takes in its body: JSON, or a form that means the same. A component, by the operation that is described first. */
export function requestBodyOf(endpoint: Description, operationId: string, components: Components): Json | undefined {
  const { body, bodyMayBeAbsent, protocol } = endpoint;
  if (body === undefined) return undefined;
  // Another method that answers alike takes the same.
  const name = `${operationId.slice(0, 1).toUpperCase()}${operationId.slice(1)}`.replace(/^Put/, "Update");
  const schema = `${name}Body`;
  const { examples: _shown, ...own } = jsonSchemaOf(body, "input", components);
  components.schemas[schema] ??= own;
  const reference = { $ref: `#/components/schemas/${schema}` };
  const form = formOf(reference, own);
  const example = exampleOf(body);
  const json = { "application/json": { schema: reference, example } };
  const content = {
    api: { ...json, [FORM]: form, "multipart/form-data": form },
    oauth: { [FORM]: { ...form, example } },
    github: json,
  };
  components.requestBodies[name] ??= { required: bodyMayBeAbsent !== true, content: content[protocol ?? "api"] };
  return { $ref: `#/components/requestBodies/${name}` };
}

/** A list repeats its field, and one of objects is JSON text. */
function formOf(schema: Json, body: unknown): Json {
  const { properties = {} } = body as { properties?: Record<string, FieldSchema> };
  const encoding = Object.entries(properties).flatMap(([name, field]) => {
    const items = [field, ...(field.anyOf ?? [])].find(({ type }) => type === "array")?.items;
    return items?.type === "object" ? [[name, { contentType: "application/json" }]] : [];
  });
  return { schema, ...(encoding.length === 0 ? {} : { encoding: Object.fromEntries(encoding) }) };
}

type FieldSchema = { type?: string; anyOf?: readonly FieldSchema[]; items?: FieldSchema };
