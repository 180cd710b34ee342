import { expect, test } from "vitest";
import { API_PAGES } from "@/lib/docs/api-pages";
import { search } from "@/lib/docs/search";
import { LANGUAGES } from "./examples/languages";
import { ENDPOINT_PLACES } from "./places";
import { callOf, operationOf, REFERENCE, titleOf } from "./reference";

const of = (method: string, path: string) =>
  REFERENCE.find((endpoint) => endpoint.method === method && endpoint.path === path);

test("an endpoint is told with what it takes, answers and refuses", () => {
  expect(of("PATCH", "/iam/v3/organisations/{uuid}/access-tokens/{token}/access/")).toEqual({
    id: "updateOrganisationAccessTokenAccess",
    page: "/docs/api/organisation-access",
    method: "PATCH",
    path: "/iam/v3/organisations/{uuid}/access-tokens/{token}/access/",
    summary:
      "Withdraw or restore a personal token's access to the organisation. The token keeps working everywhere else.",
    scopes: ["organisations:write"],
    token: true,
    changes: true,
    permission: "withdraw_access",
    places: [
      { name: "uuid", text: "uuid of the organisation", required: true },
      { name: "token", text: "uuid of the access token", required: true },
    ],
    parameters: [],
    fields: [
      { name: "state", text: "withdrawn, or active to restore it", required: true },
      { name: "reason", text: "why, up to 500 characters; shown to the owner and in denied requests" },
    ],
    body: { as: "json", example: { state: "withdrawn", reason: "Not used any more" } },
    keyed: false,
    answer: "json",
    answers: [
      {
        status: "200",
        text: "the current access; repeating the request changes nothing",
        example: expect.stringContaining('"access": {"state": "withdrawn", "reason": "Not needed here any more"}'),
        notes: [],
      },
    ],
    problems: ["exceeds_caller"],
    oauthErrors: [],
  });
  expect(of("POST", "/oauth/token")?.oauthErrors.map(({ name }) => name)).toContain("authorization_pending");
});

test("a parameter of a list is told, and an answer without a body has no example", () => {
  const list = of("GET", "/apps/v3/environments/");
  expect(list?.parameters.map(({ name }) => name)).toEqual(["application", "slug", "o", "page", "page_size"]);
  expect(list?.answers[0]?.example).toMatch(/^\{\n {2}"count": 1,/);
  expect(of("DELETE", "/apps/v3/environments/{uuid}/")?.answers).toEqual([
    { status: "204", text: "", example: null, notes: [] },
  ]);
});

test("each endpoint is on a page, by a name of its own there; no page is empty, and what it does is one sentence", () => {
  expect([...new Set(REFERENCE.map(({ page }) => page))].sort()).toEqual(API_PAGES.map(({ href }) => href).sort());
  expect(new Set(REFERENCE.map(({ id }) => id)).size).toBe(REFERENCE.length);
  expect(of("DELETE", "/iam/v3/access-tokens/self/")).toMatchObject({ page: "/docs/api/access-tokens" });
  for (const endpoint of REFERENCE) expect(titleOf(endpoint), endpoint.id).toMatch(/^[A-Z].*[^.]$/);
});

test("each endpoint can be tried, and has an example in each language, but for what only GitHub signs", () => {
  const without = REFERENCE.filter((endpoint) => !callOf(endpoint) || !operationOf(endpoint)).map(({ id }) => id);
  expect(without).toEqual(["githubAccessTokensLeaked"]);
  for (const call of REFERENCE.flatMap((endpoint) => callOf(endpoint) ?? [])) {
    for (const { name, write } of LANGUAGES) {
      expect(write({ ...call, base: "" }), `${call.method} ${call.path} in ${name}`).not.toMatch(
        /\[object|undefined|\{\w+\}\//,
      );
    }
  }
});

test("only what changes nothing is sent without a question", () => {
  const asked = (method: string, path: string) => of(method, path)?.changes;
  expect(asked("GET", "/iam/v3/me/")).toBe(false);
  expect(asked("POST", "/iam/v3/access-tokens/lookup/")).toBe(false);
  expect(asked("POST", "/iam/v3/access-tokens/leaked/")).toBe(true);
  expect(asked("DELETE", "/iam/v3/access-tokens/{uuid}/")).toBe(true);
});

test("a search finds an endpoint by its path, its name, a field, a scope or a refusal", () => {
  const found = (query: string) => search(ENDPOINT_PLACES, query).map(({ href }) => href);
  expect(found("rotateAccessToken")).toContain("/docs/api/access-tokens#rotateAccessToken");
  expect(found("post invitations")[0]).toBe("/docs/api/members-and-invitations#createOrganisationInvitation");
  expect(found("page_size environments")).toContain("/docs/api/environments#listEnvironments");
  expect(found("deployment_ended")).toEqual(["/docs/api/deployments#updateDeployment"]);
});
