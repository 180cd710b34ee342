import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Endpoint, isEndpoint } from "@/lib/api/endpoint/endpoint";
import { fieldsOf } from "@/lib/api/endpoint/fields";
import type { Handler } from "@/lib/api/endpoint/serve";
import { ENDPOINTS } from "./endpoints";

type Routes = Record<"GET" | "POST" | "PATCH" | "DELETE", Handler>;

/** Every file that answers below /api, but the sign-in and what answers where there is nothing. */
const FILES = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith("/route.ts") && !file.startsWith("auth/") && !file.startsWith("[[...path]]/"));

const load = async (file: string): Promise<[method: string, Handler][]> => {
  const { GET, POST, PATCH, DELETE }: Routes = await import(/* @vite-ignore */ join(import.meta.dirname, file));
  return Object.entries({ GET, POST, PATCH, DELETE });
};

test("every endpoint of every file is in the list, and nothing else", async () => {
  const served = await Promise.all(FILES.map(load));
  const endpoints = served.flat().flatMap(([, handler]): Endpoint[] => (isEndpoint(handler) ? [handler] : []));
  const names = (given: readonly { method: string; path: string }[]) =>
    given.map(({ method, path }) => `${method} ${path}`).sort();
  expect(names(ENDPOINTS)).toEqual(names(endpoints.map(({ description }) => description)));
  expect(new Set(names(ENDPOINTS)).size).toBe(ENDPOINTS.length);
});

describe.each(FILES)("%s", (file) => {
  test("describes its endpoints at the path where it stands, each at its method", async () => {
    const folder = file.replace(/\/?route\.ts$/, "").replace(/\/\[\[\.\.\.path\]\]$/, "");
    const onDisk = `/${folder}`.replaceAll(/\[(\w+)\]/g, "{$1}");
    for (const [method, handler] of await load(file)) {
      if (!isEndpoint(handler)) continue;
      expect(handler.description.method).toBe(method);
      expect(handler.description.path.replace(/^\/api\//, "/").replace(/\/$/, "")).toBe(onDisk);
    }
  });

  test("answers nothing but 405 where it describes no endpoint", async () => {
    const handlers = await load(file);
    if (handlers.some(([, handler]) => isEndpoint(handler) && handler.description.everywhere)) return;
    for (const [method, handler] of handlers) {
      if (isEndpoint(handler)) continue;
      const request = new Request("http://localhost/iam/v3/x/", { method });
      expect((await handler(request, { params: Promise.resolve({}) })).status, method).toBe(405);
    }
  });
});

describe.each(ENDPOINTS.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  "%s",
  (_, given) => {
    test("takes an identifier for each place in its path", () => {
      const places = [...given.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const params = given.params === undefined ? {} : z.toJSONSchema(given.params, { io: "input" }).properties;
      expect(Object.keys(params ?? {})).toEqual(places);
    });

    test("says of each field and parameter what it is", () => {
      for (const schema of [given.query, given.body]) {
        for (const { name, text } of schema === undefined ? [] : fieldsOf(schema)) expect(text, name).toMatch(/^\w/);
      }
    });

    test("has an example of each answer that fits its schema, which takes nothing else", () => {
      expect(Object.keys(given.answers)).not.toEqual([]);
      for (const answer of Object.values(given.answers)) {
        if (!("schema" in answer)) continue;
        expect(answer.schema.safeParse(answer.example).error?.issues).toBeUndefined();
        expect(openObjects(z.toJSONSchema(answer.schema, { io: "input" }))).toEqual([]);
      }
    });

    test("refuses a field that its body does not have, unless it is one that clients of others write to", () => {
      const body = given.body === undefined ? {} : z.toJSONSchema(given.body, { io: "input" });
      const isOpen = given.body !== undefined && FOREIGN_BODIES.test(given.path);
      const open = "type" in body && body.type === "array" ? "/items" : "";
      expect(openObjects(body)).toEqual(isOpen ? [open] : []);
    });

    test("takes what JSON Schema can say", () => {
      for (const schema of [given.params, given.query, given.body]) {
        if (schema !== undefined) expect(() => z.toJSONSchema(schema, { io: "input" })).not.toThrow();
      }
    });
  },
);

/** Bodies with fields that we do not know: the Divio CLI sends such, RFC 7662 lets a client, and GitHub may say more of a match some day. */
const FOREIGN_BODIES = /^\/apps\/v3\/|^\/oauth\/|\/leaked\/github\/$/;

/** Where within a JSON Schema an object may have properties that nobody described. */
function openObjects(node: unknown, path = ""): string[] {
  if (typeof node !== "object" || node === null) return [];
  const others = "additionalProperties" in node ? node.additionalProperties : {};
  const isOpen = "type" in node && node.type === "object" && JSON.stringify(others) === "{}";
  const inner = Object.entries(node).flatMap(([name, child]) => openObjects(child, `${path}/${name}`));
  return isOpen ? [path, ...inner] : inner;
}
