import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lintFromString, loadConfig } from "@redocly/openapi-core";
import spectral, { type RulesetDefinition } from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetProcessWide } from "@/db/process-wide";
import { openApiDocument } from "@/lib/api/openapi/document";
import { ENDPOINTS } from "./endpoints";

// The rules of the two programs, with the exceptions that stand in redocly.yaml and .spectral.json for whoever runs them. That examples fit their
// schemas is said by openapi.test.ts, once and not by each of the two, for whom it is four fifths of the work.

const ROOT = join(import.meta.dirname, "../..");

let document: ReturnType<typeof openApiDocument>;
beforeAll(() => {
  // Both look at where the server is, and want it to be one of the world's.
  process.env.APP_URL = "https://tokens.harbour.example";
  forgetProcessWide("env");
  document = openApiDocument(ENDPOINTS);
});
afterAll(() => {
  delete process.env.APP_URL;
  forgetProcessWide("env");
});

test("the document passes Redocly's recommended rules without a warning", async () => {
  const config = await loadConfig({ configPath: join(ROOT, "redocly.yaml") });
  config.skipRules(["no-invalid-media-type-examples"]);
  const found = await lintFromString({ source: JSON.stringify(document), absoluteRef: "openapi.json", config });
  expect(found.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

test("the document passes Spectral's rules for OpenAPI without a warning", async () => {
  const { rules } = JSON.parse(readFileSync(join(ROOT, ".spectral.json"), "utf8"));
  const linter = new spectral.Spectral();
  // Its types know no names of rules that it does not have itself.
  const others = { ...rules, "oas3-valid-media-example": "off" };
  linter.setRuleset({ extends: [rulesets.oas], rules: others } as RulesetDefinition);
  // It reads and writes plain objects. Each refusal is looked at once: everywhere, the same ones would take a quarter of a minute.
  const found = await linter.run(JSON.parse(JSON.stringify(withoutRepeats(document))));
  expect(found.map(({ code, message, path }) => `${code}: ${message} ${path.join("/")}`)).toEqual([]);
});

/** The document whose operations refer to each response once, in the first of them that has it. */
function withoutRepeats(given: typeof document): object {
  const seen = new Set<string>();
  const paths = Object.entries(given.paths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => {
        const { responses, ...rest } = Object(operation);
        const first = Object.entries(responses).filter(([, response]) => {
          const { $ref } = Object(response);
          if ($ref === undefined) return true;
          const isNew = !seen.has($ref);
          seen.add($ref);
          return isNew;
        });
        return [method, { ...rest, responses: Object.fromEntries(first) }];
      }),
    ),
  ]);
  return { ...given, paths: Object.fromEntries(paths) };
}
