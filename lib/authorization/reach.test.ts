import { expect, test } from "vitest";
import { authorizeIn } from "@/lib/organisation/authorize";
import type { Limit } from "./limit";
import type { PrincipalOrganisation, TokenPrincipal } from "./principal";
import { reaches, reachesWholeOrganisation, reachOf, touches } from "./reach";

const limit = (organisationId: string, applicationId: string | null = null, environmentId: string | null = null) => ({
  organisation_id: organisationId,
  application_id: applicationId,
  environment_id: environmentId,
});

const organisation = (id: string, given: Partial<PrincipalOrganisation> = {}): PrincipalOrganisation => ({
  id,
  name: id,
  slug: id,
  role: "member",
  isPlatform: false,
  applications: null,
  teamIds: [],
  ...given,
});

const guest = (id: string, applications: PrincipalOrganisation["applications"]) =>
  organisation(id, { role: "guest", applications });

function token(organisations: PrincipalOrganisation[], limits?: Limit[]): TokenPrincipal {
  return {
    type: "token",
    token: {
      id: "t",
      label: "CI",
      kind: "pat",
      scopes: ["all"],
      reach: limits === undefined ? "everything" : "limited",
      limits: limits ?? [],
      expires_at: null,
      allowed_networks: null,
      may_rotate_itself: false,
      acts_as: null,
      team_id: null,
    },
    secret: { id: "s", state: "current" },
    owner: {
      type: "user",
      id: "u",
      email: "u@agency.example",
      firstName: "",
      lastName: "",
      timezone: "UTC",
      createdAt: new Date(0),
    },
    organisations,
    refusedOrganisations: [
      {
        id: "W",
        name: "W",
        slug: "w",
        access: "withdrawn",
        reason: "left the project",
        applications: null,
        rules: [],
        decidedByRole: "owner",
      },
    ],
    now: new Date(0),
    client: { address: null, userAgent: "", requestId: "r" },
  };
}

test.each([
  ["a member's token reaches all of the organisation", token([organisation("A")]), [limit("A")]],
  ["limited to nothing it reaches nothing", token([organisation("A")], []), []],
  ["limited to an application, that one", token([organisation("A")], [limit("A", "x")]), [limit("A", "x")]],
  ["limited to another organisation, nothing", token([organisation("A")], [limit("B", "x")]), []],
  [
    "over several organisations, what is named in each",
    token([organisation("A"), organisation("B")], [limit("A", "x", "test"), limit("B")]),
    [limit("A", "x", "test"), limit("B")],
  ],
  [
    "a guest's reaches what he or she was added to",
    token([guest("A", [{ id: "x", access: "read" }])]),
    [limit("A", "x")],
  ],
  [
    "a guest's limited to the whole organisation reaches no more than that",
    token([guest("A", [{ id: "x", access: "write" }])], [limit("A")]),
    [limit("A", "x")],
  ],
  [
    "a guest's limited to an environment reaches that",
    token([guest("A", [{ id: "x", access: "write" }])], [limit("A", "x", "test"), limit("A", "y")]),
    [limit("A", "x", "test")],
  ],
])("%s", (_, principal, expected) => {
  expect(reachOf(principal)).toEqual(expected);
});

test("what a guest may only read is not among what he or she changes", () => {
  const principal = token([
    guest("A", [
      { id: "x", access: "read" },
      { id: "y", access: "write" },
    ]),
  ]);
  expect(reachOf(principal, "read")).toEqual([limit("A", "x"), limit("A", "y")]);
  expect(reachOf(principal, "write")).toEqual([limit("A", "y")]);
});

test("who reaches an environment sees its application's name, and reaches neither the application nor its other environments", () => {
  const reach = [limit("A", "x", "test")];
  expect(reaches(reach, limit("A", "x", "test"))).toBe(true);
  expect(reaches(reach, limit("A", "x", "live"))).toBe(false);
  expect(reaches(reach, limit("A", "x"))).toBe(false);
  expect(touches(reach, limit("A", "x"))).toBe(true);
  expect(touches(reach, limit("A", "y"))).toBe(false);
});

test("a token of a part of an organisation sees its name, and as little of its people as if it were not there", () => {
  const principal = token([organisation("A", { role: "owner" })], [limit("A", "x")]);
  expect(reachesWholeOrganisation(principal, "A")).toBe(false);
  expect(authorizeIn(principal, "A", "see_organisation").status).toBe("allowed");
  expect(authorizeIn(principal, "A", "see_people")).toEqual({ status: "not_found" });
  expect(authorizeIn(principal, "A", "create_application")).toEqual({ status: "not_found" });
});

test("a role that is too low is told apart from what is not there, and from a withdrawn access", () => {
  const principal = token([organisation("A")]);
  expect(authorizeIn(principal, "A", "manage_people")).toEqual({
    status: "role_required",
    permission: "manage_people",
  });
  expect(authorizeIn(principal, "B", "see_organisation")).toEqual({ status: "not_found" });
  expect(authorizeIn(principal, "W", "see_organisation")).toEqual({
    status: "access_withdrawn",
    organisation: { id: "W", name: "W" },
    reason: "left the project",
    rules: [],
    decidedByRole: "owner",
  });
});
