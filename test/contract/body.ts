import fc from "fast-check";
import type { Document } from "@/test/http/documented";
import { allowed, type Known, type Schema, tampered } from "./arbitrary";
import { encoded, textOf } from "./text";

const TYPES = [
  ...[
    "application/json",
    "application/json; charset=utf-16",
    "application/merge-patch+json",
    "text/plain",
    "application/xml",
  ],
  ...[
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    ";",
    "application/json, text/plain",
  ],
];
const RAW: readonly (string | Uint8Array)[] = [
  ...[
    "",
    "{",
    "[]",
    "null",
    "0",
    '"x"',
    '{"label":"a","label":"b"}',
    '{"label":"\\ud800"}',
    '{"label":1e999}',
    "\ufeff{}",
  ],
  ...[
    "[".repeat(20_000),
    '{"a":'.repeat(9_000),
    "a=b&a=c",
    "=",
    "&&&",
    "%",
    "%ff=%ff",
    "label=%zz",
    "x".repeat(70_000),
  ],
  ...["--x\r\n\r\n", '--x\r\nContent-Disposition: form-data; name="label"; filename="a"\r\n\r\nb\r\n--x--\r\n'],
  ...[Uint8Array.of(0xff, 0xfe), Uint8Array.of(0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d), new Uint8Array(0)],
];

/** What is sent as a body, and the JSON that it is, to be judged by the schema. */
export type Content = { headers: Record<string, string>; body: string | Uint8Array; json?: { value: unknown } };

/** Bodies that an operation allows, bodies that it forbids, and what is none: wrong types, pieces, bytes. */
export function contentFor(
  document: Document,
  content: Record<string, { schema: Schema }>,
  known: Known,
): fc.Arbitrary<Content> {
  const isJson = "application/json" in content;
  const { schema = {} } = content["application/json"] ?? Object.values(content)[0] ?? {};
  const good = allowed(document, schema, known);
  const bad = tampered(document, schema, known);
  const sent = (value: fc.Arbitrary<unknown>) => value.map((given) => (isJson ? jsonOf(given) : formOf(given)));
  return fc.oneof(
    { weight: 8, arbitrary: sent(good) },
    { weight: 6, arbitrary: sent(bad) },
    { weight: 2, arbitrary: fc.oneof(good, bad).map(formOf) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(good, fc.constantFrom(...TYPES))
        .map(([value, type]) => ({ ...jsonOf(value), headers: { "Content-Type": type }, json: undefined }))
        .map(withoutJson),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...RAW), fc.constantFrom(...TYPES))
        .map(([body, type]) => ({ body, headers: { "Content-Type": type } })),
    },
    { weight: 1, arbitrary: fc.constantFrom(...RAW).map((body) => ({ body, headers: {} })) },
  );
}

const withoutJson = ({ headers, body }: { headers: Record<string, string>; body: string | Uint8Array }): Content => ({
  headers,
  body,
});

function jsonOf(value: unknown): Content {
  return { body: JSON.stringify(value), headers: { "Content-Type": "application/json" }, json: { value } };
}

function formOf(value: unknown): Content {
  const pairs = Object.entries(Object(value)).flatMap(([name, field]) =>
    Array.isArray(field) && field.every((item) => typeof item !== "object")
      ? field.map((item) => [name, textOf(item)] as const)
      : [[name, field === null ? "" : textOf(field)] as const],
  );
  const body = pairs.map(([name, field]) => `${encoded(name)}=${encoded(field)}`).join("&");
  return { body, headers: { "Content-Type": "application/x-www-form-urlencoded" } };
}
