import { describe, expect, test } from "vitest";
import { parseAddScopes, parseAskedReach, parsePrefill } from "./prefill";

const prefill = (query: string) => {
  const params: Record<string, string> = Object.fromEntries(new URLSearchParams(query));
  return parsePrefill(params, "Europe/Zurich");
};

describe("a link to create a token", () => {
  test("fills in what it says", () => {
    expect(
      prefill(
        "create=1&label=Release+job&purpose=ci_pipeline&description=nightly&expires_in=7d&scopes=deployments:write,tokens:read",
      ),
    ).toEqual({
      values: {
        label: "Release job",
        purpose: "ci_pipeline",
        description: "nightly",
        expiration: "7d",
        scopes: ["tokens:read", "deployments:write"],
      },
      given: true,
      ignored: [],
    });
  });

  test("opens an empty form when it says no more than that", () => {
    expect(prefill("create=1")).toEqual({ values: {}, given: false, ignored: [] });
  });

  test("opens nothing without create", () => {
    expect(prefill("label=Release+job&scopes=all")).toBeUndefined();
  });

  test.each([
    ["1h", { expiration: "1h" }],
    ["14d", { expiration: "14d" }],
    ["never", { expiration: "never" }],
    ["2026-12-24T18:00:00Z", { expiration: "custom", local: "2026-12-24T19:00" }],
    ["2026-12-24T18:00:00+01:00", { expiration: "custom", local: "2026-12-24T18:00" }],
    ["2026-12-24", { expiration: "custom", local: "2026-12-24T00:00" }],
  ])("expires_in=%s is understood", (expiresIn, values) => {
    expect(prefill(`create=1&expires_in=${encodeURIComponent(expiresIn)}`)).toMatchObject({ values, ignored: [] });
  });

  test.each(["9000y", "0d", "-1d", "soon", "2026-12-24T18:00", "2026-13-01", "12/24/2026"])(
    "expires_in=%s is left out and named",
    (expiresIn) => {
      const { values, ignored } = prefill(`create=1&expires_in=${encodeURIComponent(expiresIn)}`) ?? {};
      expect(values).toEqual({});
      expect(ignored).toEqual([expect.stringContaining(expiresIn)]);
    },
  );

  test.each([["label=%00x"], [`label=${"x".repeat(256)}`], ["purpose=world_domination"], ["purpose=toString"]])(
    "%s is left out and named",
    (query) => {
      const { values, ignored } = prefill(`create=1&${query}`) ?? {};
      expect(values).toEqual({});
      expect(ignored).toHaveLength(1);
    },
  );

  test("with no scope that exists it never ends in full access", () => {
    expect(prefill("create=1&scopes=root")).toEqual({
      values: { scopes: [] },
      given: true,
      ignored: ["The scope “root” does not exist."],
    });
  });

  test.each(["", "+", ",", ",,+"])("with scopes=%s it has none ticked, and says so", (scopes) => {
    expect(prefill(`create=1&scopes=${scopes}`)).toEqual({
      values: { scopes: [] },
      given: true,
      ignored: ["The link has no scopes."],
    });
  });

  test("names what it says under a name that there is not", () => {
    expect(prefill("create=1&aplication=x&label=CI&Scpoes=tokens:read")).toEqual({
      values: { label: "CI" },
      given: true,
      ignored: ["The parameter “aplication” does not exist.", "The parameter “Scpoes” does not exist."],
    });
  });

  test.each(["scope", "Scopes", "SCOPE", "scopes[]", "Scope[0]"])("%s= means its scopes", (name) => {
    expect(prefill(`create=1&${name}=tokens:read`)).toMatchObject({ values: { scopes: ["tokens:read"] }, ignored: [] });
    expect(prefill(`create=1&${name}=`)).toMatchObject({
      values: { scopes: [] },
      ignored: ["The link has no scopes."],
    });
  });

  test.each(["allowed_networks", "networks", "Network", "networks[]", "allowed_ips"])(
    "%s=, which no link can say, opens it limited to networks of which there are none",
    (name) => {
      expect(prefill(`create=1&label=x&${name}=`)).toEqual({
        values: { label: "x", networks: [] },
        given: true,
        ignored: [`The parameter “${name}” does not exist.`],
      });
    },
  );

  test("never has full access when it says something else that nobody understands", () => {
    expect(prefill("create=1&scopes=all")?.values.scopes).toEqual(["all"]);
    expect(prefill("create=1&scopes=all&aplication=x")?.values.scopes).toEqual([]);
    expect(prefill("create=1&scopes=all,tokens:read&aplication=x")?.values.scopes).toEqual(["tokens:read"]);
  });

  test("cannot ask for a scope of an organisation's tokens", () => {
    expect(prefill("create=1&scopes=verify,tokens:read")?.values.scopes).toEqual(["tokens:read"]);
  });
});

test("a link can say what the token is limited to, by uuid", () => {
  expect(parseAskedReach({ application: ["a,b", "a"], environment: "c" })).toEqual({
    organisation: [],
    application: ["a", "b"],
    environment: ["c"],
  });
  expect(parseAskedReach({ create: "1", label: "CI" })).toBeUndefined();
});

test.each(["applications", "Application", "application[]", "Applications[0]"])(
  "%s= limits it to them as well",
  (name) => {
    expect(parseAskedReach({ create: "1", [name]: "a", application: "b" })?.application).toEqual(["a", "b"]);
    expect(parseAskedReach({ create: "1", [name]: "" })).toEqual({
      organisation: [],
      application: [],
      environment: [],
    });
  },
);

const NOTHING = { organisation: [], application: [], environment: [] };

test.each(["organisation", "application", "environment"])(
  "a link with an empty %s limits to nothing, and says so",
  (part) => {
    for (const value of ["", " ", ",", ["", ""]]) {
      const params = { create: "1", label: "x", [part]: value };
      expect(parseAskedReach(params)).toEqual(NOTHING);
      expect(parsePrefill(params, "UTC")).toEqual({
        values: { label: "x" },
        given: true,
        ignored: [`The link has no ${part}.`],
      });
    }
  },
);

test("a link to add scopes names only single ones that exist", () => {
  expect(parseAddScopes({ add_scopes: "tokens:write,all,root,verify" })).toEqual(["tokens:write"]);
  expect(parseAddScopes({ add_scopes: ["deployments:read", "tokens:read"] })).toEqual([
    "tokens:read",
    "deployments:read",
  ]);
  expect(parseAddScopes({})).toEqual([]);
});
