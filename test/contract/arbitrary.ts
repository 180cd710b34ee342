import fc from "fast-check";
import { type Document, resolved } from "@/test/http/documented";

/** A JSON Schema as far as a value can be made up for it. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
};

/** Ids of things that there are, by the name of what they are: most are asked for by such a one, so that more is reached. */
export type Known = (name: string) => readonly string[];

/** Where nobody listens, which is found out at once: webhooks of other tests do not wait for those that are made up. */
export const NOWHERE = "http://127.0.0.1:1025";

const MOST_ITEMS = 4;
const LONGEST = 40;

/** Values that a schema allows. @param name of the field or parameter */
export function allowed(document: Document, schema: Schema, known: Known, name = ""): fc.Arbitrary<unknown> {
  const within = (inner: Schema, of = name) => allowed(document, inner, known, of);
  if (schema.$ref !== undefined) return within(resolved<Schema>(document, { $ref: schema.$ref }));
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => within(choice)));
  const [type, ...types] = [schema.type ?? []].flat();
  if (types.length > 0) return fc.oneof(...[type, ...types].map((one) => within({ ...schema, type: one ?? "null" })));
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer": {
      const { minimum: min = -1000, maximum = 1000 } = schema;
      const max = Math.min(maximum, 2 ** 31 - 1);
      // The first pages, the shortest times: what there is.
      return fc.oneof(fc.integer({ min, max: Math.min(max, min + 3) }), fc.integer({ min, max }));
    }
    case "number":
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
    case "string":
      if (name === "url") return fc.webPath().map((path) => `${NOWHERE}${path}`);
      return name === "email" ? fc.emailAddress() : text(schema, known(name));
    case "array": {
      const { minItems = 0, maxItems = MOST_ITEMS, items = {} } = schema;
      return fc.array(within(items), {
        minLength: minItems,
        maxLength: Math.max(minItems, Math.min(maxItems, MOST_ITEMS)),
      });
    }
    case "object":
      return objectOf(schema, within);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

// With few fields that may be left out most are taken: many together rarely go with each other.
function objectOf(
  { properties = {}, required = [] }: Schema,
  within: (inner: Schema, of: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const recordOf = (names: readonly string[], requiredKeys: string[]) =>
    fc.record(Object.fromEntries(names.map((name) => [name, within(properties[name] ?? {}, name)])), {
      requiredKeys,
      noNullPrototype: true,
    });
  const names = Object.keys(properties);
  const optional = names.filter((name) => !required.includes(name));
  const few = fc
    .subarray(optional, { maxLength: Math.min(2, optional.length) })
    .chain((chosen) => recordOf([...required, ...chosen], [...required, ...chosen]));
  return fc.oneof({ weight: 2, arbitrary: few }, { weight: 1, arbitrary: recordOf(names, [...required]) });
}

function text({ format, pattern, minLength = 0, maxLength = LONGEST }: Schema, ids: readonly string[]) {
  if (format === "uuid") {
    const random = fc.uuid();
    return ids.length === 0 ? random : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, random);
  }
  if (format === "date-time") {
    const near = { min: new Date("2026-01-01"), max: new Date("2032-01-01"), noInvalidDate: true };
    const any = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
    const soon = fc
      .tuple(fc.constantFrom(-1, 1), fc.integer({ min: 7200, max: 86_400 }))
      .map(([sign, seconds]) => new Date(Date.now() + 1000 * sign * seconds));
    return fc.oneof(soon, fc.date(near), any).map((date) => date.toISOString());
  }
  if (format === "ipv4") return fc.ipV4();
  if (format === "ipv6") return fc.ipV6();
  if (format === "email") return fc.emailAddress();
  if (format === "uri") return fc.webUrl();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, "u"), { size: "small" });
  const size = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, LONGEST)) };
  const plain = fc.string({ unit: fc.constantFrom(..."abcxyz019 .@-_"), ...size, minLength: Math.max(1, minLength) });
  const longest = fc.constant("x".repeat(Math.min(maxLength, 5000)));
  return fc.oneof(
    { weight: 4, arbitrary: plain },
    { weight: 1, arbitrary: fc.string({ unit: "binary", ...size }) },
    { weight: 1, arbitrary: longest },
  );
}

/** What no field takes, or hardly any: kinds, bounds, what databases and dates stumble over. */
export const HOSTILE: readonly unknown[] = [
  ...["", " ", "\0", "a\0b", "\ud800", "\u202e", "é\u0301", "'; --", "%", "__proto__", "null", "true", "0", "-1"],
  ...[
    "9999-12-31T23:59:60Z",
    "0000-01-01T00:00:00Z",
    "2027-02-30T00:00:00Z",
    "2027-01-01T00:00:00+99:00",
    "2027-01-01",
  ],
  ...[
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "x".repeat(300),
    "😀".repeat(2000),
  ],
  ...["0.0.0.0/0", "::/0", "999.1.1.1", "1.1.1.1/33"],
  ...[0, -1, 0.5, 1e21, 1e308, -0, 2 ** 31, 2 ** 53, true, false, null, [], {}, [[]], [null], [{}], { a: { b: [1] } }],
];

/** Values of an object's schema with something in them that it most likely forbids. */
export function tampered(document: Document, schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const whole = schema.$ref === undefined ? schema : resolved<Schema>(document, { $ref: schema.$ref });
  const names = [
    ...Object.keys(whole.properties ?? {}),
    "id",
    "uuid",
    "__proto__",
    "constructor",
    "errors",
    "detail",
    "status",
  ];
  const change = fc.record({
    name: fc.constantFrom(...names),
    value: fc.constantFrom(...HOSTILE),
    leftOut: fc.boolean(),
  });
  const changed = fc
    .tuple(allowed(document, whole, known), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => {
      const fields = new Map(Object.entries(Object(value)));
      for (const { name, value, leftOut } of changes) {
        if (leftOut) fields.delete(name);
        else fields.set(name, value);
      }
      // As JSON has it: a field may be called __proto__.
      return Object.defineProperties(
        {},
        Object.fromEntries([...fields].map(([name, value]) => [name, { value, enumerable: true }])),
      );
    });
  return fc.oneof({ weight: 4, arbitrary: changed }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) });
}
