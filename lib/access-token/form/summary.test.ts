import { describe, expect, test } from "vitest";
import { type SummaryFacts, summariseToken } from "./summary";

const FACTS: SummaryFacts = {
  scopes: ["applications:read"],
  reach: ["Harbour › Site › test"],
  expires: new Date("2026-12-31T13:05:00Z"),
  networks: null,
  organisation: undefined,
  timezone: "Europe/Zurich",
};
const HARBOUR = { name: "Harbour", actsAs: "member" } as const;
const say = (facts: Partial<SummaryFacts>) => summariseToken({ ...FACTS, ...facts });
const sentenceOf = (facts: Partial<SummaryFacts>) => say(facts).sentence;

describe("a sentence says what a token will be able to do", () => {
  test.each<[string, Partial<SummaryFacts>]>([
    ["view applications in Harbour › Site › test", {}],
    [
      "view applications and environment variables, and change deployments in Harbour",
      { scopes: ["environment-variables:read", "deployments:write", "applications:read"], reach: ["Harbour"] },
    ],
    ["change deployments in A and B", { scopes: ["deployments:read", "deployments:write"], reach: ["A", "B"] }],
    ["view access tokens in A and 2 other places", { scopes: ["tokens:read"], reach: ["A", "B", "C"] }],
    ["view applications in everything you can access, now and later", { reach: "everything" }],
    ["view applications in everything of Harbour, now and later", { reach: "everything", organisation: HARBOUR }],
    ["do everything you can, now and later", { scopes: ["all"], reach: "everything" }],
    ["do everything you can in Harbour", { scopes: ["all"], reach: ["Harbour"] }],
    [
      "do everything a member of Harbour can, now and later, and verify other people’s tokens",
      { scopes: ["all", "verify"], reach: "everything", organisation: HARBOUR },
    ],
    ["verify other people’s tokens in Harbour", { scopes: ["verify"], reach: ["Harbour"] }],
    ["do nothing in Harbour", { scopes: ["no_longer:known"], reach: ["Harbour"] }],
  ])("can %s", (words, facts) => {
    expect(sentenceOf(facts)).toBe(`This token can ${words}, from anywhere, until 31 Dec 2026, 14:05.`);
  });

  test.each([
    [["203.0.113.0/24"], "only from 203.0.113.0/24"],
    [["203.0.113.7", "2001:db8::/48"], "only from 2 networks"],
  ])("%j: %s", (networks, words) => {
    expect(sentenceOf({ networks })).toContain(`, ${words}, until`);
  });

  test("until it is revoked, where it never expires", () => {
    expect(sentenceOf({ expires: null })).toMatch(/, until it is revoked\.$/);
  });
});

test.each<[string, Partial<SummaryFacts>]>([
  ["its reach and its scopes", { scopes: undefined, reach: undefined }],
  ["its reach, its scopes and when it expires", { scopes: [], reach: [], expires: undefined }],
  ["its scopes", { scopes: [] }],
  ["its reach", { reach: [] }],
  ["when it expires", { expires: undefined }],
])("what is still to be chosen is said: %s", (words, facts) => {
  expect(say(facts)).toEqual({
    status: "incomplete",
    sentence: `Choose ${words} to see what this token will be able to do.`,
  });
});

describe("the risk is said", () => {
  const everything = { scopes: ["all"], reach: "everything" } as const;
  test("of everything, for ever, from anywhere, which is high", () => {
    expect(say({ ...everything, expires: null })).toMatchObject({
      risk: "Anyone with its secret can do all of this, forever. Choose only the scopes it needs and set an expiration date.",
      isHighRisk: true,
    });
  });
  test("of everything until a date, whatever the scopes are called that amount to it", () => {
    for (const scopes of [["all"], ["organisations:write"]]) {
      expect(say({ ...everything, scopes, networks: ["10.0.0.0/8"] })).toMatchObject({
        risk: "Anyone with its secret can do all of this. Choose only the scopes it needs.",
        isHighRisk: false,
      });
    }
  });
  test("of little for ever", () => {
    expect(say({ expires: null })).toMatchObject({
      risk: "Anyone with its secret can use it, forever. Set an expiration date.",
      isHighRisk: false,
    });
  });
  test("and nothing where there is none", () => {
    expect(say({})).toMatchObject({ risk: undefined, isHighRisk: false });
    expect(say({ scopes: ["all"] })).toMatchObject({ risk: undefined });
    expect(say({ reach: "everything" })).toMatchObject({ risk: undefined });
  });
});
