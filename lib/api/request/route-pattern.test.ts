import { expect, test } from "vitest";
import { ENDPOINTS } from "@/app/api/endpoints";
import { routePattern } from "./route-pattern";

const UUID = "019379a0-0000-7000-8000-000000000001";
const pattern = (method: string, path: string) => routePattern({ method, url: `http://localhost${path}` });

test.each([
  ["GET", "/iam/v3/me/", "GET /iam/v3/me/"],
  ["GET", "/api/iam/v3/me", "GET /iam/v3/me/"],
  ["PATCH", `/iam/v3/access-tokens/${UUID}/`, "PATCH /iam/v3/access-tokens/{uuid}/"],
  ["GET", `/api/iam/v3/access-tokens/${UUID.toUpperCase()}/usage/?secret=1`, "GET /iam/v3/access-tokens/{uuid}/usage/"],
  ["DELETE", "/iam/v3/access-tokens/self/", "DELETE /iam/v3/access-tokens/self/"],
  ["GET", `/iam/v3/access-tokens/${UUID}/../../${UUID}`, "GET (unknown path)"],
  ["GET", "/apps/v3/lk_pat_something-secret/", "GET (unknown path)"],
  ["POST", "/api/verify", "POST /api/verify"],
  ["DELETE", "/api/verify/of/a/client?secret=1", "DELETE /api/verify"],
  ["GET", "/api/verifying", "GET (unknown path)"],
  ["POST", "/oauth/introspect/", "POST /oauth/introspect"],
])("%s %s is told as %s", (method, path, expected) => {
  expect(pattern(method, path)).toBe(expected);
});

test("every endpoint of the reference that asks for a token is told by its path", () => {
  const asking = ENDPOINTS.filter(({ scope }) => scope !== "none");
  expect(asking.map(({ method, path }) => pattern(method, path.replaceAll(/\{\w+\}/g, UUID)))).toEqual(
    asking.map(({ method, path }) => `${method} ${path}`),
  );
});
