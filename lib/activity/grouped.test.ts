import { expect, test } from "vitest";
import { groupRefusals } from "./grouped";

const row = (id: number, type: string, after: Record<string, unknown> = {}, target = "token") => ({
  id,
  type,
  target_id: target,
  after,
});
const refused = (id: number, reason: string, scope: string | null = null, target = "token") =>
  row(id, "access_token.refused", { reason, scope, route: `GET /${id}/` }, target);
const idsOf = (rows: Parameters<typeof groupRefusals<ReturnType<typeof row>>>[0]) =>
  groupRefusals(rows).map(({ row: newest, earlier }) => [newest.id, ...earlier.map(({ id }) => id)]);

test("equal refusals become one entry, also where others lie between them", () => {
  expect(
    idsOf([
      refused(5, "insufficient_scope", "tokens:read"),
      refused(4, "token_expired"),
      refused(3, "insufficient_scope", "tokens:read"),
      refused(2, "insufficient_scope", "tokens:read"),
      refused(1, "token_expired"),
    ]),
  ).toEqual([
    [5, 3, 2],
    [4, 1],
  ]);
});

test("refusals for another reason, for another scope and of another token stay apart", () => {
  expect(
    idsOf([
      refused(4, "insufficient_scope", "tokens:read"),
      refused(3, "insufficient_scope", "tokens:write"),
      refused(2, "rate_limited"),
      refused(1, "insufficient_scope", "tokens:read", "another"),
    ]),
  ).toEqual([[4], [3], [2], [1]]);
});

test("no refusal moves past what happened in between, and nothing else is ever grouped", () => {
  expect(
    idsOf([
      refused(6, "token_expired"),
      row(5, "access_token.edited"),
      row(4, "access_token.edited"),
      refused(3, "token_expired"),
      refused(2, "token_expired"),
      row(1, "access_token.created"),
    ]),
  ).toEqual([[6], [5], [4], [3, 2], [1]]);
});

test("wrong passwords of an account are grouped too, and each kind of proof by itself", () => {
  expect(
    idsOf([
      row(4, "user.sign_in_refused", {}, "account"),
      row(3, "user.sign_in_refused", {}, "account"),
      row(2, "user.proof_refused", {}, "account"),
      row(1, "user.sign_in_refused", {}, "account"),
    ]),
  ).toEqual([[4, 3, 1], [2]]);
});
