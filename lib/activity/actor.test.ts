import { expect, test } from "vitest";
import type { AccountActivityRow } from "@/db/activity/account";
import { activityActor, actorText } from "./actor";

// What an actor is made of; nobody, unless given.
const entry = (given: Partial<AccountActivityRow>): AccountActivityRow => ({
  ...({ type: "access_token.revoked", target_id: "token" } as AccountActivityRow),
  ...{ actor_user_id: null, actor_token_id: null, actor_token_organisation_name: null, after: null },
  ...given,
});

test.each([
  [{ after: { revoke_kind: "leaked", reported: true } }, "a leak report"],
  [{ after: { revoke_kind: "by_administrator" } }, "the operator"],
  [{ after: { reported: true }, actor_user_id: "me" }, "you"],
  [{ after: { reported: true }, actor_token_id: "token" }, "the token itself"],
])("%j was done by %s", (given, by) => {
  expect(actorText(activityActor(entry(given), "me"))).toBe(by);
});
