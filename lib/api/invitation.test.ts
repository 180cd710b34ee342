import { expect, test } from "vitest";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { problemResponse } from "./answer/problem";
import { invitationProblem } from "./invitation";

const request = new Request("http://localhost/iam/v3/organisations/x/invitations/");
const nobody = {} as TokenPrincipal;

test.each(["organisation", "invitation", "address"] as const)(
  "who invites too often by %s is told how many seconds to wait",
  async (what) => {
    const refused = invitationProblem({ status: "slow_down", what, waitSeconds: 42 }, nobody);
    const answer = problemResponse(refused, request);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("Retry-After")).toBe("42");
    expect(await answer.json()).toMatchObject({ code: "rate_limited", detail: expect.stringContaining("sent") });
  },
);

test("too many open invitations are a conflict that names how many there may be", async () => {
  const answer = problemResponse(invitationProblem({ status: "limit_reached", limit: 500 }, nobody), request);
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({
    code: "invitation_limit_reached",
    detail: expect.stringContaining("500"),
  });
});
