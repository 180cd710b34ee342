import { expect, test } from "vitest";
import { REFERENCE } from "./reference";

const of = (method: string, path: string) =>
  REFERENCE.find((endpoint) => endpoint.method === method && endpoint.path === path);

test("an endpoint is told with what it takes, answers and refuses", () => {
  expect(of("PATCH", "/iam/v3/organisations/{uuid}/access-tokens/{token}/access/")).toEqual({
    method: "PATCH",
    path: "/iam/v3/organisations/{uuid}/access-tokens/{token}/access/",
    summary:
      "Withdraw a personal token's access to the organisation, or give it back. The token goes on everywhere else.",
    scope: "organisations:write",
    permission: "withdraw_access",
    fields: [
      { name: "state", text: "withdrawn, or active to give it back; required" },
      { name: "reason", text: "why, up to 500 characters: the owner and whatever uses the token are told" },
    ],
    answers: [
      {
        status: "200",
        text: "the access as it is now; the same again changes nothing",
        example: expect.stringContaining('"access": {"state": "withdrawn", "reason": "Not needed here any more"}'),
        notes: [],
      },
    ],
    problems: ["exceeds_caller"],
  });
});

test("a parameter of a list is told as it stands in an address, and an answer without a body has no example", () => {
  const list = of("GET", "/apps/v3/environments/");
  expect(list?.fields.map(({ name }) => name)).toEqual(["?application=", "?slug=", "?o=", "?page=", "?page_size="]);
  expect(list?.answers[0]?.example).toMatch(/^\{\n {2}"count": 1,/);
  expect(of("DELETE", "/apps/v3/environments/{uuid}/")?.answers).toEqual([
    { status: "204", text: "", example: null, notes: [] },
  ]);
});
