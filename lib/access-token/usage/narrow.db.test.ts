import { expect } from "vitest";
import type { Db } from "@/db/database";
import { test } from "@/test/database/test";
import { createToken } from "@/test/fixtures";
import { signedInAs } from "@/test/principal";
import { editToken } from "../edit";
import { narrowToUsed, previewNarrowing } from "./narrow";

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const day = (days: number) => daysAgo(days).toISOString().slice(0, 10);

async function used(db: Db, tokenId: string, scope: string, daysBefore: number, requests = 1, outcome = "success") {
  await db
    .insertInto("access_token_usage")
    .values({ token_id: tokenId, day: day(daysBefore), outcome, scope, requests })
    .execute();
}

const scopesOf = async (db: Db, id: string) =>
  (await db.selectFrom("access_token").select("scopes").where("id", "=", id).executeTakeFirstOrThrow()).scopes;

test("it is told first what narrowing would have refused, and narrowing leaves a before and an after", async ({
  db,
  mira,
}) => {
  const token = await createToken(db, mira, { scopes: ["all"] });
  await used(db, token.id, "tokens:read", 0, 40);
  await used(db, token.id, "deployments:write", 30, 2);
  await used(db, token.id, "deployments:read", 31, 5);
  await used(db, token.id, "applications:read", 60, 9);
  await used(db, token.id, "applications:write", 3, 3, "insufficient_scope");

  expect(await previewNarrowing(db, signedInAs(mira), token.id, daysAgo(30))).toEqual({
    granted: ["all"],
    used: [
      { scope: "tokens:read", requests: 40, last_day: day(0) },
      { scope: "deployments:write", requests: 2, last_day: day(30) },
    ],
    outcome: { status: "narrows", scopes: ["tokens:read", "deployments:write"] },
    would_be_refused: [{ scope: "applications:read", requests: 9, last_day: day(60) }],
  });
  expect(await scopesOf(db, token.id)).toEqual(["all"]);

  expect(await narrowToUsed(db, signedInAs(mira), token.id, daysAgo(30))).toMatchObject({
    status: "edited",
    token: { uuid: token.id, scopes: ["tokens:read", "deployments:write"] },
  });
  expect(await scopesOf(db, token.id)).toEqual(["tokens:read", "deployments:write"]);
  const activity = await db.selectFrom("activity").selectAll().where("target_id", "=", token.id).execute();
  expect(activity).toMatchObject([
    {
      type: "access_token.edited",
      actor_user_id: mira.id,
      before: { scopes: ["all"] },
      after: { scopes: ["tokens:read", "deployments:write"] },
    },
  ]);
  // A second time there is nothing left to take.
  expect(await narrowToUsed(db, signedInAs(mira), token.id, daysAgo(30))).toEqual({ status: "nothing_to_narrow" });
});

test("a token that used nothing is left as it is", async ({ db, mira }) => {
  const token = await createToken(db, mira, { scopes: ["all"] });
  await used(db, token.id, "", 0, 100);
  await used(db, token.id, "tokens:read", 10);
  expect(await narrowToUsed(db, signedInAs(mira), token.id, daysAgo(9))).toEqual({ status: "nothing_used" });
  expect(await scopesOf(db, token.id)).toEqual(["all"]);
});

test("somebody else's token, and a revoked one, are not narrowed", async ({ db, mira, noor }) => {
  const others = await createToken(db, noor, { scopes: ["all"] });
  const revoked = await createToken(db, mira, { scopes: ["all"], revoked: { at: new Date() } });
  for (const { id } of [others, revoked]) await used(db, id, "tokens:read", 0);
  expect(await previewNarrowing(db, signedInAs(mira), others.id, daysAgo(1))).toBeUndefined();
  expect(await narrowToUsed(db, signedInAs(mira), others.id, daysAgo(1))).toEqual({ status: "not_found" });
  expect(await narrowToUsed(db, signedInAs(mira), revoked.id, daysAgo(1))).toMatchObject({ status: "not_editable" });
  expect([await scopesOf(db, others.id), await scopesOf(db, revoked.id)]).toEqual([["all"], ["all"]]);
});

test("whatever is narrowed by hand at the same moment is never given back", async ({ db, mira }) => {
  for (let round = 0; round < 10; round++) {
    const token = await createToken(db, mira, { scopes: ["all"] });
    await used(db, token.id, "tokens:read", 0);
    await used(db, token.id, "deployments:write", 0);
    await Promise.all([
      narrowToUsed(db, signedInAs(mira), token.id, daysAgo(1)),
      editToken(db, signedInAs(mira), token.id, { scopes: ["tokens:read"] }),
    ]);
    expect(await scopesOf(db, token.id)).toEqual(["tokens:read"]);
  }
});
