import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { isEndpoint } from "@/lib/api/endpoint/endpoint";
import { exampleOf } from "@/lib/api/endpoint/with-example";
import { openApiDocument } from "@/lib/api/openapi/document";
import { ENDPOINTS } from "./endpoints";
import { SERVED_ROUTES } from "./served-routes";

const document = openApiDocument(ENDPOINTS);
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({ path, method, operation: Object(operation) })),
);

test("the document has each method that a route answers, and no other", () => {
  // HEAD and OPTIONS are answered everywhere, and by whatever answers everything they are told.
  const served = Object.entries(SERVED_ROUTES).flatMap(([folder, route]) => {
    const handlers = METHODS.map((method) => ({ method, handler: route[method] }));
    const endpoint = handlers.map(({ handler }) => handler).find(isEndpoint);
    if (endpoint === undefined) return [];
    const { path, everywhere } = endpoint.description;
    expect(path.replace(/^\/api\//, "/").replace(/\/$/, ""), folder).toBe(
      `/${folder.replace(/\/\[\[.*/, "")}`.replaceAll(/\[(\w+)\]/g, "{$1}"),
    );
    const own = handlers.filter(({ handler }) => everywhere === true || isEndpoint(handler));
    return own.map(({ method }) => `${method} ${path}`);
  });
  expect(documented.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(served.sort());
});

test("no two operations have one name, and none is lost in a part of the API that is not told", () => {
  const names = documented.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain("listAccessTokens");
  for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+$/);
  for (const { operation } of documented) expect(document.tags.map(({ name }) => name)).toContain(operation.tags[0]);
});

test("every component is referred to, and every reference is one", () => {
  const text = JSON.stringify(document);
  const referred = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)].map(([, kind, name]) => [kind, name]);
  const { securitySchemes: _ways, ...components } = document.components;
  const there = Object.entries(components).flatMap(([kind, named]) => Object.keys(named).map((name) => [kind, name]));
  expect([...new Set(referred.map(String))].sort()).toEqual(there.map(String).sort());
});

test("every example fits its schema", () => {
  // Each schema is used a few times: to make its code shorter takes longer than it saves.
  const ajv = new Ajv2020({ strict: false, code: { optimize: false } });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: "document" });
  // By their text: nearly all refusals have the same one.
  const known = new Map<string, ValidateFunction>();
  const validatorOf = (schema: object) => {
    // Of a schema alone, what it refers to is in the document.
    const text = JSON.stringify(schema).replaceAll('"#/', '"document#/');
    const validate = known.get(text) ?? ajv.compile(JSON.parse(text));
    known.set(text, validate);
    return validate;
  };
  let seen = 0;
  for (const { at, schema, values } of examplesIn(document)) {
    const fits = validatorOf(schema);
    for (const value of values) {
      expect(fits(value), `${at}: ${ajv.errorsText(fits.errors)}`).toBe(true);
      seen++;
    }
  }
  expect(seen).toBeGreaterThan(100);
});

test("the answers of webhooks have what the body beside them asks for, in the state that was asked for", () => {
  for (const { method, path, body, answers } of ENDPOINTS) {
    if (!path.includes("/webhooks/")) continue;
    const given = Object(body === undefined ? undefined : exampleOf(body));
    for (const { example } of Object.values(answers).map(Object)) {
      for (const name of Object.keys(given).filter((key) => key in Object(example))) {
        expect(example[name], `${method} ${path}: ${name}`).toEqual(given[name]);
      }
      if (path.endsWith("/pause/")) expect(example.status).toBe("paused");
      if (path.endsWith("/webhooks/") && method === "POST")
        expect(example).toMatchObject({ last_7_days: { waiting: 0 } });
    }
  }
});

test("every body that is sent has an example, which its endpoint takes", () => {
  for (const { method, path, body } of ENDPOINTS) {
    if (body === undefined) continue;
    expect(body.safeParse(exampleOf(body)).error?.issues, `${method} ${path}`).toBeUndefined();
  }
  const bodies = Object.values(document.components.requestBodies) as {
    content: Record<string, { example?: unknown }>;
  }[];
  for (const { content } of bodies) {
    expect(
      Object.values(content).some(({ example }) => example !== undefined),
      JSON.stringify(content),
    ).toBe(true);
  }
});

/** Whatever has an example besides its schema: a body, a parameter, a header. */
function examplesIn(node: unknown, at = ""): { at: string; schema: object; values: unknown[] }[] {
  if (typeof node !== "object" || node === null) return [];
  const { schema, example, examples = {} } = Object(node);
  const named = Object.values(examples).map((one) => Object(one).value ?? resolved(Object(one).$ref));
  const values = example === undefined ? named : [example];
  if (schema !== undefined) return values.length === 0 ? [] : [{ at, schema, values }];
  return Object.entries(node).flatMap(([name, child]) => examplesIn(child, `${at}/${name}`));
}

function resolved(reference: string): unknown {
  const [, kind = "", name = ""] = /^#\/components\/(\w+)\/(.+)$/.exec(reference) ?? [];
  return Object(Object(document.components)[kind])[name].value;
}
