import { z } from "zod";

/** The part of a JSON Schema that says what is in an object, and what a text for people is. */
type Node = {
  description?: string;
  properties?: Record<string, Node>;
  required?: string[];
  items?: Node;
  anyOf?: Node[];
  allOf?: Node[];
};

export type Field = { name: string; text: string; required?: true };

/** The fields of a body, or the parameters of a query, with their texts, and whether they may not be left out. */
export function fieldsOf(schema: z.ZodType): Field[] {
  const node = nodeOf(schema, "input");
  // Of a body that is a list: those of each item.
  const { properties = {}, required = [] } = node.items ?? node;
  return Object.entries(properties).map(([name, { description = "" }]) => ({
    name,
    text: description,
    ...(required.includes(name) ? { required: true } : {}),
  }));
}

/** Descriptions of the fields of an answer by their path: `owner.role`. A description that applies to several places comes once. */
export function notesOf(schema: z.ZodType): Field[] {
  const notes = new Map<string, Field>();
  for (const { path, text } of notesWithin(nodeOf(schema, "output"), [])) {
    const last = path.at(-1) ?? "";
    const key = `${last}: ${text}`;
    notes.set(key, { name: notes.has(key) ? last : path.join("."), text });
  }
  return [...notes.values()];
}

function notesWithin(node: Node, path: string[]): { path: string[]; text: string }[] {
  const inner = Object.entries(node.properties ?? {}).flatMap(([name, child]) => notesWithin(child, [...path, name]));
  const parts = [...(node.items === undefined ? [] : [node.items]), ...(node.anyOf ?? []), ...(node.allOf ?? [])];
  const own = node.description === undefined ? [] : [{ path, text: node.description }];
  return [...own, ...inner, ...parts.flatMap((part) => notesWithin(part, path))];
}

function nodeOf(schema: z.ZodType, io: "input" | "output"): Node {
  // A JSON Schema as far as it is read here: a value that it cannot express has no fields.
  return z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Node;
}
