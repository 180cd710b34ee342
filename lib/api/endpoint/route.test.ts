import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { noContent } from "../answer/json";
import { endpoint } from "./endpoint";
import { route } from "./route";

const FOLDER = join(import.meta.dirname, "../../../app/api");
const ROUTES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith("/route.ts") && !path.startsWith("auth/"));

test.each(ROUTES)("PUT is the very handler that PATCH is, or neither is served: %s", async (path) => {
  const { PUT, PATCH } = await import(/* @vite-ignore */ join(FOLDER, path));
  const isServed = (handler: object) => "description" in handler;
  expect(isServed(PUT)).toBe(isServed(PATCH));
  if (isServed(PATCH)) expect(PUT).toBe(PATCH);
});

test("there are paths with PATCH", () => {
  expect(ROUTES.length).toBeGreaterThan(30);
});

const described = (method: "GET" | "PATCH", path: string) =>
  endpoint({ method, path, summary: "", scope: "none", answers: { 204: {} } }, async () => noContent());

test("a file with two endpoints of one method, or of two paths, does not load", () => {
  expect(() => route(described("GET", "/a/"), described("GET", "/a/"))).toThrow("two endpoints are GET /a/");
  expect(() => route(described("GET", "/a/"), described("PATCH", "/b/"))).toThrow(
    "/b/ stands in the file of another path",
  );
});
