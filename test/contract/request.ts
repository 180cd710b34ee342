import fc from "fast-check";
import { type Document, type Operation, resolved } from "@/test/http/documented";
import { allowed, HOSTILE, type Known, type Schema } from "./arbitrary";
import { contentFor } from "./body";
import { encoded, textOf } from "./text";

/** One request that the document allows, or forbids in a part. */
export type Given = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  /** Who asks; undefined where the headers say, or nobody. */
  caller?: "owner" | "guest" | "reader" | "client";
  /** The JSON of its body, to be judged by the schema. */
  json?: { value: unknown };
  /** Its parameters, likewise. */
  query: readonly (readonly [name: string, value: string])[];
};

type Parameter = NonNullable<Operation["parameters"]>[number];

const HOSTILE_SEGMENTS = [
  "x",
  "0",
  "null",
  "%00",
  "%ff",
  "%zz",
  "%",
  "%F0%9F%94%91",
  "a%2Fb",
  "a%5Cb",
  "a;b=c",
  "*",
  "a".repeat(4000),
];
const HOSTILE_TEXTS = [
  ...HOSTILE.map((value) => (typeof value === "string" ? value : JSON.stringify(value))),
  ...[
    "1 ",
    "+1",
    "1.0",
    "1e3",
    "0x10",
    "٣",
    "99999999999",
    "999999999",
    "-created_at,label",
    "--label",
    "-",
    "label desc",
  ],
];
/** Requests to an operation: what it allows, and the same with parts of it tampered with. */
export function requestTo(
  document: Document,
  { path, method, operation }: { path: string; method: string; operation: Operation },
  known: Known,
): fc.Arbitrary<Given> {
  const parameters = operation.parameters ?? [];
  const bodies =
    operation.requestBody && resolved<{ content: Record<string, { schema: Schema }> }>(document, operation.requestBody);
  return fc
    .record({
      path: pathFor(path, parameters, known),
      query: queryFor(document, parameters, known),
      content: bodies === undefined ? fc.constant(undefined) : contentFor(document, bodies.content, known),
      who: whoFor(path),
      headers: fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constantFrom(...EXTRA) }),
      form: fc.constantFrom("plain", "plain", "plain", "below /api", "without the slash"),
    })
    .map(({ path: plain, query, content, who, headers, form }) => {
      const address = form === "without the slash" ? plain.replace(/\/$/, "") : plain;
      const search = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&");
      const below = form === "below /api" && !plain.startsWith("/api/") ? "/api" : "";
      return {
        method: method.toUpperCase(),
        path: `${below}${address}${search === "" ? "" : `?${search}`}`,
        headers: { ...content?.headers, ...headers, ...who.headers },
        query,
        ...(content === undefined ? {} : { body: content.body }),
        ...(content?.json === undefined ? {} : { json: content.json }),
        ...(who.caller === undefined ? {} : { caller: who.caller }),
      };
    });
}

const EXTRA: readonly Record<string, string>[] = [
  { Accept: "text/html" },
  { "If-None-Match": "*" },
  { "X-Forwarded-Host": "evil.example" },
  { "X-HTTP-Method-Override": "DELETE" },
  { "X-Request-Id": "mine" },
  // The same for many requests, and one that cannot be.
  { "Idempotency-Key": "one" },
  { "Idempotency-Key": "é" },
  { "Content-Encoding": "gzip" },
  { Origin: "null", "Accept-Encoding": "br" },
  { Range: "bytes=0-1" },
];

function pathFor(path: string, parameters: readonly Parameter[], known: Known): fc.Arbitrary<string> {
  const places = parameters.filter((parameter) => parameter.in === "path");
  const ids = places.map(({ name }) => {
    // What stands before it says what it is: /teams/{team}/.
    const of = new RegExp(`([a-z-]+)/\\{${name}\\}`).exec(path)?.[1] ?? "";
    const real = known(of);
    return fc.oneof(
      { weight: 12, arbitrary: real.length === 0 ? fc.uuid() : fc.constantFrom(...real) },
      { weight: 1, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.constantFrom(...real, "x").map((id) => id.toUpperCase()) },
      { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_SEGMENTS) },
    );
  });
  return fc
    .tuple(...ids)
    .map((given) => places.reduce((told, { name }, n) => told.replace(`{${name}}`, given[n] ?? ""), path));
}

type Pair = readonly [name: string, value: string];

function queryFor(document: Document, parameters: readonly Parameter[], known: Known): fc.Arbitrary<readonly Pair[]> {
  const named = parameters.filter((parameter) => parameter.in === "query");
  const one = named.map(({ name, schema }) =>
    allowed(document, schema as Schema, known, name).map((value) =>
      [value].flat().map((each): Pair => [name, textOf(each)]),
    ),
  );
  const hostile = fc
    .tuple(
      fc.constantFrom(...named.map(({ name }) => name), "nothing", "format", "__proto__"),
      // Of the many, those that pages and filters stumble over come most often.
      fc.oneof(fc.constantFrom("0", "-1", "a\0b", ""), fc.constantFrom(...HOSTILE_TEXTS)),
    )
    .map(([name, value]): Pair[] => [[name, value]]);
  const few =
    one.length === 0
      ? fc.constant([])
      : fc
          .subarray(
            one.map((_, n) => n),
            { maxLength: Math.min(3, one.length) },
          )
          .chain((chosen) => fc.tuple(...chosen.map((n) => one[n] ?? fc.constant([]))));
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: few.map((pairs) => pairs.flat()) },
    { weight: 2, arbitrary: fc.tuple(few, hostile).map(([pairs, more]) => [...pairs.flat(), ...more]) },
  );
}

type Who = { caller?: Given["caller"]; headers: Record<string, string> };

function whoFor(path: string): fc.Arbitrary<Who> {
  const right = path === "/oauth/introspect" ? "client" : "owner";
  const others: Who[] = [
    { caller: "guest", headers: {} },
    { caller: "reader", headers: {} },
    { headers: {} },
    ...[
      "",
      "Bearer",
      "Bearer a b",
      "Bearer é",
      "Basic !",
      "Basic Og==",
      "Digest x",
      "Token lk_pat_x",
      `Bearer ${"x".repeat(9000)}`,
    ].map((Authorization) => ({ headers: { Authorization } })),
  ];
  return fc.oneof(
    { weight: 9, arbitrary: fc.constant<Who>({ caller: right, headers: {} }) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}
