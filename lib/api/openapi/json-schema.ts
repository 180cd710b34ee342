import { z } from "zod";
import { listParameters } from "@/lib/api/answer/list";
import { NAMED_SCHEMAS } from "./named-schemas";

/** A JSON Schema of the draft 2020-12, or a part of an OpenAPI document. */
export type Json = { [name: string]: unknown };

/** What a document's parts refer to, by kind and name. Each is added where it is first referred to. */
export type Components = Record<"schemas" | "responses" | "requestBodies" | "headers" | "examples", Json>;

// What a client sends as text in an address, and means as a number.
const IN_AN_ADDRESS: ReadonlyMap<z.core.$ZodType, Json> = new Map<z.core.$ZodType, Json>([
  [listParameters.page, { type: "integer", minimum: 1, maximum: 999_999_999, pattern: undefined }],
  [listParameters.page_size, { type: "integer", minimum: 1, pattern: undefined }],
]);

// Regular expressions of zod's for what a format says by its name.
const SAID_BY_FORMAT = new Set(["uuid", "date-time", "ipv4", "ipv6", "uri", "email"]);
// Formats of zod's own that no validator knows: their expressions stay.
const OF_ZOD = /^cidrv[46]$/;

/** zod's registry of descriptions, which knows the names of components as well. */
class Registry extends z.core.$ZodRegistry<z.core.GlobalMeta> {
  override get<Schema extends z.core.$ZodType>(schema: Schema): z.core.$replace<z.core.GlobalMeta, Schema> | undefined {
    const id = NAMED_SCHEMAS.get(schema);
    const meta = { ...z.globalRegistry.get(schema), ...IN_AN_ADDRESS.get(schema), ...(id === undefined ? {} : { id }) };
    // The same as that of zod's registry, with more in it.
    return meta as z.core.$replace<z.core.GlobalMeta, Schema>;
  }
}

/** The JSON Schema of what is sent (`input`) or answered (`output`). Named ones are components, and referred to. */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output", components: Components): Json {
  const name = NAMED_SCHEMAS.get(schema);
  const { $schema: _dialect, $defs = {}, ...own } = converted(schema, io);
  // One that is a part of itself, or of a part of it, stands among the definitions.
  for (const [id, part] of Object.entries({ ...(name === undefined ? {} : { [name]: own }), ...$defs })) {
    components.schemas[id] ??= plain(part);
  }
  // A plain object goes in, and so one comes out.
  return name === undefined ? (plain(own) as Json) : { $ref: `#/components/schemas/${name}` };
}

function converted(schema: z.ZodType, io: "input" | "output"): Json & { $defs?: Json } {
  return z.toJSONSchema(schema, { io, metadata: new Registry(), unrepresentable: "any" });
}

/** The same without what is zod's alone, and with references to the document's components. */
function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== "object" || node === null) return node;
  const { id: _name, ...rest } = node as Json;
  const isSaid = typeof rest.pattern === "string" && SAID_BY_FORMAT.has(String(rest.format));
  const isOwn = OF_ZOD.test(String(rest.format));
  return Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => !(isSaid && key === "pattern") && !(isOwn && key === "format"))
      .map(([key, value]) => [key, key === "$ref" ? referred(value) : plain(value)]),
  );
}

function referred(reference: unknown): string {
  return String(reference).replace(/^#\/\$defs\//, "#/components/schemas/");
}
