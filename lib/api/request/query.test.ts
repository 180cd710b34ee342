import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ENDPOINTS } from "@/app/api/endpoints";
import { tokensQuery } from "@/lib/api/access-token";
import { Problem } from "@/lib/api/answer/problem";
import { organisationTokensQuery } from "@/lib/api/organisation-token";
import { timeParameter } from "./parameter";
import { parseQuery, refusesUnknownParameters } from "./query";

const ID = "019379a0-0000-7000-8000-000000000000";
const OTHER = "019379a0-0000-7000-8000-000000000001";
const TOKENS = "/iam/v3/access-tokens/";

const parse = <Query>(query: string, schema: z.ZodType<Query>, path = TOKENS) =>
  parseQuery(new Request(`http://localhost${path}?${query}`), schema);

/** The wrong parameters that the refusal names. */
function refusedOf(run: () => unknown): Record<string, string[]> | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem && error.code === "invalid_request") return error.details.errors;
    throw error;
  }
  return undefined;
}

describe("a filter that is given several times", () => {
  test("means any of its values", () => {
    const query = parse(
      `status=active&status=expired&label=a&label=b&team=${ID}&team=${OTHER.toUpperCase()}&purpose=other`,
      tokensQuery,
    );
    expect(query).toMatchObject({
      status: ["active", "expired"],
      label: ["a", "b"],
      team: [ID, OTHER],
      purpose: ["other"],
    });
    expect(query?.workflow).toBeUndefined();
    expect(parse("all_access=true&all_access=false&kind=personal", organisationTokensQuery)?.filter).toMatchObject({
      allAccess: [true, false],
      kind: ["personal"],
    });
  });
  test("of moments is from the earliest to the latest", () => {
    const schema = z.object({ created_after: timeParameter("created_after", "from then on") });
    const query = parse("created_after=2026-02-01T00:00:00Z&created_after=2026-01-01T00:00:00Z", schema);
    expect(query?.created_after?.map((time) => time.getUTCMonth())).toEqual([1 - 1, 2 - 1]);
  });
  test("with a wrong value among them is refused, once for each parameter", () => {
    expect(refusedOf(() => parse("status=active&status=dead&status=gone&team=x", tokensQuery))).toEqual({
      status: ["status must be one of active, expired, revoked."],
      team: ["team must be a uuid."],
    });
  });
  test("may be given a hundred times", () => {
    const many = (times: number) => Array.from({ length: times }, (_, i) => `label=${i}`).join("&");
    expect(parse(many(100), tokensQuery)?.label).toHaveLength(100);
    expect(refusedOf(() => parse(many(101), tokensQuery))).toEqual({ label: ["Send label at most 100 times."] });
  });
});

test.each(["page=1&page=2", "page_size=5&page_size=5", "o=label&o=-label"])("%s is refused", (query) => {
  const [name = ""] = query.split("=");
  const once = { [name]: ["Send the parameter only once."] };
  expect(refusedOf(() => parse(query, tokensQuery))).toEqual(once);
  expect(refusedOf(() => parse(query, organisationTokensQuery))).toEqual(once);
});

test.each([
  ["1", 1],
  ["500", 500],
  ["501", 500],
  ["1000", 500],
  ["99999999999999999999", 500],
])("page_size=%s is %i: more than the maximum is the maximum", (size, used) => {
  expect(parse(`page_size=${size}`, tokensQuery)?.page_size).toBe(used);
});

test.each(["0", "-1", "1.5", "x", ""])("page_size=%s is refused", (size) => {
  expect(Object.keys(refusedOf(() => parse(`page_size=${size}`, tokensQuery)) ?? {})).toEqual(["page_size"]);
});

test.each([
  [TOKENS, true],
  ["/api/iam/v3/access-tokens", true],
  [`/iam/v3/access-tokens/${ID}/usage/`, true],
  [`/iam/v3/organisations/${ID}/access-tokens/sweeps/`, true],
  [`/iam/v3/organisations/${ID}/policy/dry-run/`, true],
  ["/api/verify", true],
  ["/api/verify/", true],
  ["/api/verify/of/a/client", false],
  ["/iam/v3/me/", false],
  ["/apps/v3/applications/", false],
  [`/iam/v3/organisations/${ID}/members/`, false],
])("%s refuses unknown parameters: %s", (path, refuses) => {
  expect(refusesUnknownParameters(path)).toBe(refuses);
});

test.each(ENDPOINTS.map(({ method, path, query }) => [method, path, query] as const))(
  "%s %s refuses unknown parameters, or ignores them, as its path says",
  (_method, path, schema) => {
    const asked = path.replaceAll(/\{\w+\}/g, ID);
    // Also one that is given several times.
    const refused = refusedOf(() =>
      parseQuery(new Request(`http://localhost${asked}?stauts=a&stauts=b&__proto__=1`), schema),
    );
    expect(Object.keys(refused ?? {}).sort()).toEqual(refusesUnknownParameters(path) ? ["__proto__", "stauts"] : []);
  },
);
