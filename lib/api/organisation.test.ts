import { describe, expect, test } from "vitest";
import type { Permission } from "@/lib/authorization/permission";
import type { Role, TokenPrincipal } from "@/lib/authorization/principal";
import { memberProblem } from "./member";
import { organisationProblem } from "./organisation";

/** All that a problem reads of a caller. */
const caller = { token: { id: "t", label: "Laptop" } } as TokenPrincipal;

describe("a missing role", () => {
  const refused = (permission: Permission) => organisationProblem({ status: "role_required", permission }, caller);

  test.each([
    ["change_policy", "Ask an owner of the organisation.", ["owner"]],
    ["change_organisation", "Ask an owner of the organisation.", ["owner"]],
    ["manage_people", "Ask an owner or admin of the organisation.", ["owner", "admin"]],
    ["create_application", "Ask an owner, admin or member of the organisation.", ["owner", "admin", "member"]],
    // A guest may too, but only after being added.
    [
      "change_applications",
      "Ask an owner, admin or member of the organisation.",
      ["owner", "admin", "member", "guest"],
    ],
  ] as const)("for %s is told with who can help", (permission, advice, roles) => {
    const { detail, members } = refused(permission).details;
    expect(detail).toMatch(new RegExp(`^${advice} Your role does not allow this: `));
    expect(members?.roles).toEqual(roles);
  });

  test("above the caller's own sends to an owner alone", () => {
    const { detail } = memberProblem({ status: "above_own_role", role: "owner" }, caller).details;
    expect(detail).toBe("Ask an owner of the organisation. Your role is below owner: only an owner can do this.");
  });
});

describe("withdrawn access", () => {
  const detailOf = (decidedByRole: Role | null, reason: string | null = null) =>
    organisationProblem(
      {
        status: "access_withdrawn",
        organisation: { id: "h", name: "Harbour Studio" },
        reason,
        rules: [],
        decidedByRole,
      },
      caller,
    ).details.detail;

  test.each([
    ["owner", "an owner", "An owner of Harbour Studio withdrew this token's access."],
    ["admin", "an owner or admin", "An admin of Harbour Studio withdrew this token's access."],
    // Members and guests withdraw nothing: the role was another one then.
    ["member", "an owner or admin", "This token's access to Harbour Studio was withdrawn."],
    ["guest", "an owner or admin", "This token's access to Harbour Studio was withdrawn."],
    [null, "an owner", "This token's access to Harbour Studio was withdrawn."],
  ] as const)("by someone who is now %s sends to who can restore it: %s", (role, who, what) => {
    expect(detailOf(role)).toBe(`Ask ${who} of the organisation to restore the token's access. ${what}`);
  });

  test("says why", () => {
    expect(detailOf("owner", "Left the project")).toMatch(/ withdrew this token's access\. Reason: Left the project$/);
  });
});
