import { expect, test } from "vitest";
import { TOKEN_EXAMPLE, TOKEN_WITH_SECRET_EXAMPLE } from "@/lib/access-token/schema";
import { problem, problemResponse } from "@/lib/api/answer/problem";
import { METRICS_TYPE } from "@/lib/metrics/text";
import { IDENTITY_HEADERS } from "@/lib/verification/verify";
import type { ApiAnswer } from "@/test/http/api";
import { undescribed } from "@/test/http/described";
import { ENDPOINTS } from "./endpoints";

// What the http tests hold every answer of the API to: here it is shown to see what is wrong with one.

const UUID = TOKEN_EXAMPLE.uuid;
const TOKEN = `/iam/v3/access-tokens/${UUID}/`;

// Every header that the document asks for somewhere.
const HEADERS = Object.fromEntries(
  [
    ...["x-request-id", "cache-control", "location", "etag", "allow", "retry-after", "www-authenticate"],
    ...IDENTITY_HEADERS.map((name) => name.toLowerCase()),
  ].map((name) => [name, "told"]),
);

const answerOf = (status: number, json?: unknown, type = "application/json"): ApiAnswer => ({
  status,
  headers: { ...HEADERS, "content-type": type },
  text: json === undefined ? "" : JSON.stringify(json),
  json,
});

async function refusalOf(code: Parameters<typeof problem>[0]): Promise<ApiAnswer> {
  const response = problemResponse(problem(code), new Request("http://localhost/iam/v3/me/"));
  return answerOf(response.status, await response.json(), "application/problem+json");
}

const isText = (answer: object) => "mediaType" in answer;
const CASES = ENDPOINTS.flatMap(({ method, path, answers }) =>
  Object.entries(answers)
    .filter(([, answer]) => !isText(answer))
    .map(([status, answer]) => ({
      name: `${method} ${path} ${status}`,
      asked: { method, path: path.replaceAll(/\{\w+\}/g, UUID) },
      status: Number(status),
      example: "schema" in answer ? answer.example : undefined,
    })),
);

test.each(CASES)("$name: its example is described, one with a field more or less is not", async (given) => {
  const { asked, status, example } = given;
  expect(await undescribed(asked, answerOf(status, example))).toBeUndefined();
  const isList = Array.isArray(example);
  const one = Object(isList ? example[0] : example);
  const answerWith = (changed: object) => answerOf(status, isList ? [changed] : changed);
  expect(await undescribed(asked, answerWith({ ...one, more: 1 }))).toMatch(/more/);
  for (const name of Object.keys(one)) {
    const { [name]: _left, ...rest } = one;
    expect(await undescribed(asked, answerWith(rest)), name).toMatch(name);
  }
});

test("a text is described with its own type, and as no other", async () => {
  const asked = { method: "GET", path: "/metrics" };
  const as = (type: string) => ({ ...answerOf(200, undefined, type), text: "up 1\n" });
  expect(await undescribed(asked, as(METRICS_TYPE))).toBeUndefined();
  expect(await undescribed(asked, as("application/json"))).toMatch("application/json");
});

test.each([
  ["GET", TOKEN, answerOf(201, TOKEN_EXAMPLE), /none of its answers/],
  ["POST", TOKEN, answerOf(200, TOKEN_EXAMPLE), /none of its answers/],
  ["GET", `/api${TOKEN}`, answerOf(200, { ...TOKEN_EXAMPLE, limits: "null" }), /limits/],
  ["PUT", TOKEN, answerOf(200, { ...TOKEN_EXAMPLE, created_at: "2027-01-04 09:12:45" }), /created_at/],
  ["DELETE", TOKEN, answerOf(204, {}), /with a body/],
  ["GET", "/iam/v3/no-such-path/", answerOf(200, {}), /none of its answers/],
  ["GET", TOKEN, answerOf(404, { code: "not_found" }), /as application\/json/],
  ["GET", TOKEN, answerOf(404, { code: "not_found" }, "application/problem+json"), /detail/],
] as const)("%s %s is seen to be wrong", async (method, path, answer, fault) => {
  expect(await undescribed({ method, path }, answer)).toMatch(fault);
});

test.each([
  ["GET", TOKEN, "insufficient_scope", true],
  ["GET", TOKEN, "not_found", true],
  ["GET", TOKEN, "token_limit_reached", false],
  ["PATCH", TOKEN, "token_limit_reached", true],
  ["GET", "/iam/v3/me/", "insufficient_scope", false],
  ["GET", "/iam/v3/me/", "not_found", false],
  ["GET", "/apps/v3/regions/", "not_found", true],
  ["DELETE", "/iam/v3/access-tokens/self/", "insufficient_scope", false],
  ["GET", "/iam/v3/", "invalid_token", false],
  ["GET", "/iam/v3/no-such-path", "not_found", true],
  ["PATCH", "/iam/v3/me/", "method_not_allowed", true],
] as const)("%s %s with %s is described: %s", async (method, path, code, isDescribed) => {
  const fault = await undescribed({ method, path }, await refusalOf(code));
  expect(fault === undefined).toBe(isDescribed);
});

test.each([
  ["POST", "/iam/v3/access-tokens/", answerOf(201, TOKEN_WITH_SECRET_EXAMPLE), "location"],
  ["GET", TOKEN, answerOf(200, TOKEN_EXAMPLE), "x-request-id"],
  ["GET", "/api/verify", answerOf(200), "x-token-id"],
  ["GET", "/api/openapi.json", answerOf(304), "etag"],
] as const)(
  "%s %s without a header that the document asks for is seen to be wrong",
  async (method, path, answer, name) => {
    expect(await undescribed({ method, path }, answer)).toBeUndefined();
    const { [name]: _left, ...headers } = answer.headers;
    expect(await undescribed({ method, path }, { ...answer, headers })).toMatch(new RegExp(name, "i"));
  },
);

test("what is no answer of the API is not held to anything", async () => {
  expect(await undescribed({ method: "GET", path: "/docs/api" }, answerOf(200))).toBeUndefined();
  expect(await undescribed({ method: "GET", path: "/api/auth/session" }, answerOf(200, {}))).toBeUndefined();
});
