import { expect, test } from "vitest";
import { menuActions, pageOf } from "./menu-actions";

const now = new Date("2026-12-01T12:00:00Z");
const LIST = "/organisations/harbour/access-tokens";

const organisations = {
  uuid: "0197a3e0-0000-7000-8000-000000000001",
  owner: { type: "organisation", uuid: "0197a3e0-0000-7000-8000-000000000002", name: "Harbour", role: null },
  owner_details: null,
  may_manage: true,
  status: "active",
  expiration_date: null,
  ends_by_sunset: false,
  access: { state: "active", reason: null },
  withdrawal: null,
} as const;
const somebodys = {
  ...organisations,
  owner: { type: "user", uuid: "0197a3e0-0000-7000-8000-000000000003", name: "Noor", role: "member" },
  owner_details: { email: "noor@example.com", deactivated: false, is_you: false },
  may_manage: false,
} as const;
const yours = { ...somebodys, owner_details: { ...somebodys.owner_details, is_you: true }, may_manage: true } as const;
const withdrawn = (needs: "owner" | null) => ({
  access: { state: "withdrawn" as const, reason: null },
  withdrawal: { at: now.toISOString(), by: "Ona", needs },
});
const LONG_EXPIRED = { status: "expired", expiration_date: "2026-10-01T00:00:00Z" } as const;

test.each([
  ["the organisation's own", organisations, ["edit", "rotate", "revoke"]],
  ["the organisation's, of another team", { ...organisations, may_manage: false }, []],
  ["one's own", yours, ["edit", "rotate", "withdraw", "revoke"]],
  ["someone else's", somebodys, ["withdraw"]],
  ["withdrawn by oneself", { ...somebodys, ...withdrawn(null) }, ["restore"]],
  ["withdrawn by someone above", { ...somebodys, ...withdrawn("owner") }, []],
  ["revoked", { ...organisations, status: "revoked" as const }, []],
  ["revoked and withdrawn", { ...somebodys, status: "revoked" as const, ...withdrawn(null) }, ["restore"]],
  ["expired long ago", { ...organisations, ...LONG_EXPIRED }, ["revoke"]],
] as const)("who decides on access is offered what can be done with a token: %s", (_what, token, actions) => {
  expect(menuActions(token, { mayWithdraw: true, now })).toEqual(actions);
});

test("who does not decide on access is offered nothing of it", () => {
  expect(menuActions(somebodys, { mayWithdraw: false, now })).toEqual([]);
  expect(menuActions({ ...yours, ...withdrawn(null) }, { mayWithdraw: false, now })).toEqual([
    "edit",
    "rotate",
    "revoke",
  ]);
});

test("a token that one manages has a page, and someone else's has none", () => {
  expect(pageOf(organisations, LIST)).toBe(`${LIST}/${organisations.uuid}`);
  expect(pageOf({ ...organisations, may_manage: false }, LIST)).toBeUndefined();
  expect(pageOf(yours, LIST)).toBe(`/account/access-tokens/${organisations.uuid}`);
  expect(pageOf(somebodys, LIST)).toBeUndefined();
});
