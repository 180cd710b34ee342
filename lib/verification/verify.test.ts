import { describe, expect, test } from "vitest";
import type { PrincipalOrganisation, TokenPrincipal } from "@/lib/authorization/principal";
import { isExactVerification, isVerification, statusThere } from "./path";
import { NOTHING_ASKED, verifyQuery } from "./question";
import { asHeader, IDENTITY_HEADERS, verify } from "./verify";

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

const person = {
  type: "user",
  id: "u",
  email: "zoë%@agency.example",
  firstName: "",
  lastName: "",
  timezone: "UTC",
  createdAt: new Date(0),
} as const;

function principal(
  given: Partial<TokenPrincipal> = {},
  scopes: readonly string[] = ["deployments:write"],
): TokenPrincipal {
  return {
    type: "token",
    token: {
      id: "t",
      label: "CI",
      kind: "pat",
      scopes,
      reach: "everything",
      limits: [],
      expires_at: null,
      allowed_networks: null,
      may_rotate_itself: false,
      acts_as: null,
      team_id: null,
    },
    secret: { id: "s", state: "current" },
    owner: person,
    organisations: [organisation("A"), organisation("B")],
    refusedOrganisations: [],
    now: new Date(0),
    client: { address: null, userAgent: "", requestId: "r" },
    ...given,
  };
}

describe("a live token that nothing more is asked of", () => {
  test("is told by all five headers, its scopes written out", () => {
    expect(verify(principal(), NOTHING_ASKED, [])).toEqual({
      status: "verified",
      headers: {
        "X-Token-Id": "t",
        "X-User-Id": "u",
        "X-User-Email": "zo%C3%AB%25@agency.example",
        "X-Organisation-Ids": "A,B",
        "X-Scopes": "deployments:read deployments:write",
        "Cache-Control": "no-store",
      },
    });
  });

  test("has the headers of a person empty where there is none, and never left out", () => {
    const owner = { type: "organisation", id: "A", name: "A", createdAt: new Date(0) } as const;
    const verdict = verify(principal({ owner, organisations: [] }), NOTHING_ASKED, []);
    if (verdict.status !== "verified") throw new Error(verdict.status);
    for (const name of IDENTITY_HEADERS) expect(verdict.headers, name).toHaveProperty(name);
    expect([verdict.headers["X-User-Id"], verdict.headers["X-User-Email"]]).toEqual(["", ""]);
  });

  test("is refused when it is an organisation's that keeps it out", () => {
    const owner = { type: "organisation", id: "A", name: "A", createdAt: new Date(0) } as const;
    const out = { ...organisation("A"), access: "blocked", reason: null, rules: [], decidedByRole: null } as const;
    const verdict = verify(principal({ owner, organisations: [], refusedOrganisations: [out] }), NOTHING_ASKED, []);
    expect(verdict.status).toBe("blocked_by_policy");
  });
});

const place = (
  organisation_id: string,
  application_id: string | null = null,
  environment_id: string | null = null,
) => ({
  organisation_id,
  application_id,
  environment_id,
});

describe("a question", () => {
  test.each([
    ["a scope that it has", { scope: ["deployments:read", "deployments:write"] }, [], "verified"],
    ["one that it has not, among those that it has", { scope: ["deployments:read", "all"] }, [], "insufficient_scope"],
    ["verify", { scope: ["verify"] }, [], "insufficient_scope"],
    ["organisations that it has access to", { organisation: ["A", "B"] }, [], "verified"],
    ["one of another", { organisation: ["A", "C"] }, [], "not_found"],
    ["a place in its reach", { application: ["x"] }, [place("A", "x")], "verified"],
    ["one outside of it", { application: ["x"] }, [place("C", "x")], "not_found"],
    ["one that is not there", { application: ["x"] }, [place("A", "x"), undefined], "not_found"],
  ])("for %s: %s", (_what, question, places, status) => {
    expect(verify(principal(), question, places).status).toBe(status);
  });

  test("that writes is refused to a guest who only reads", () => {
    const applications = [{ id: "x", access: "read" as const }];
    const guest = principal({ organisations: [organisation("A", { role: "guest", applications })] }, ["all"]);
    expect(verify(guest, { scope: ["deployments:read"] }, [place("A", "x")]).status).toBe("verified");
    expect(verify(guest, { scope: ["deployments:write"] }, [place("A", "x")]).status).toBe("not_found");
    expect(verify(guest, { scope: ["all"] }, [place("A", "x")]).status).toBe("not_found");
    expect(verify(guest, {}, [place("A", "y")]).status).toBe("not_found");
  });

  test.each<Record<string, unknown>>([
    { scope: "" },
    { scope: ["deployments:read", "deploy"] },
    { organisation: "" },
    { application: "x" },
    { environment: ["", ""] },
    { scopes: "all" },
    { "": "" },
    { __proto__: null, constructor: "x" },
  ])("%j is none", (given) => {
    expect(verifyQuery.safeParse(given).success).toBe(false);
  });
});

test("a text becomes a header that nothing else becomes, whatever is in it", () => {
  expect(asHeader("ada+ci@agency.example")).toBe("ada+ci@agency.example");
  const texts = ["é", "%C3%A9", "a b", "a%20b", "a\r\nX-Scopes: all", "\0", "\ud800", "👩‍🦰"];
  const made = texts.map(asHeader);
  for (const header of made) expect(header).toMatch(/^[\x21-\x7e]*$/);
  expect(new Set(made).size).toBe(texts.length);
});

test.each([
  ["/api/verify", true, true],
  ["/api/verify/", true, true],
  ["/api/verify/a/b", true, false],
  ["/api/verify//", true, false],
  ["/api/verifying", false, false],
  ["/verify", false, false],
])("%s is of verification: %s, and exactly it: %s", (path, isOfIt, isExact) => {
  expect([isVerification(path), isExactVerification(path)]).toEqual([isOfIt, isExact]);
});

test("whatever a problem's status is, 401, 403 or 503 is answered", () => {
  for (let status = 400; status < 600; status++) {
    for (const isAboutCredentials of [true, false]) {
      expect([401, 403, 503]).toContain(statusThere(status, isAboutCredentials));
    }
  }
  expect([statusThere(400, true), statusThere(400, false), statusThere(404, false)]).toEqual([401, 403, 403]);
  expect([statusThere(429, false), statusThere(500, true), statusThere(503, false)]).toEqual([401, 503, 503]);
});
