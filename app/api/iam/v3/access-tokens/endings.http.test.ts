import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { rotateToken } from "@/lib/access-token/rotation/rotate";
import { sessionOf, waitingFor } from "@/test/database/waiting";
import { endings, endWhileBusy, steal } from "@/test/endings";
import { type ApiAnswer, api, serverDatabase } from "@/test/http/api";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { callAction, serverActions } from "@/test/matrix/server-action";
import { signIn } from "@/test/session";
import { waitFor, whenThereIsRoom } from "@/test/wait";

const LOOPS = 20;

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

// How long each takes is what bench/endings.ts measures.
describe("while a stolen token changes all that it can, twenty at a time", () => {
  test.each(Object.entries(endings))("%s comes to its end, and holds from then on", async (_name, ending) => {
    const stolen = await steal(db);
    const { status, answer, statuses } = await endWhileBusy(ending, stolen, { loops: LOOPS });
    expect(status).toBe(ending.status);
    expect([answer.json, ending.refused(answer)]).toEqual([answer.json, true]);
    // Busy is not broken.
    expect([...statuses.keys()].filter((code) => code === 500)).toEqual([]);
  });

  test.each(["revoke", "revoke as leaked", "replace now", "narrow", "withdraw access"])(
    "%s comes to its end also when it does nothing but make tokens",
    async (name) => {
      const stolen = await steal(db);
      const ending = endings[name];
      if (ending === undefined) throw new Error("there is no such ending");
      const { status, answer } = await endWhileBusy(ending, stolen, { loops: LOOPS, onlyCreate: true });
      expect([status, ending.refused(answer)]).toEqual([ending.status, true]);
    },
  );

  test("nothing that it made outlives a leak, whoever may see that", async () => {
    const stolen = await steal(db);
    const ending = endings["revoke as leaked"];
    if (ending === undefined) throw new Error("there is no such ending");
    await endWhileBusy(ending, stolen, { loops: LOOPS });
    const living = await db
      .selectFrom("access_token")
      .select("label")
      .where("created_by_token_id", "=", stolen.token.id)
      .where("revoked_at", "is", null)
      .execute();
    expect(living).toEqual([]);
  });
});

test("the first use of a new secret comes to its turn while the former one is busy", async () => {
  const stolen = await steal(db);
  const rotated = await rotateToken(db, await signIn(db, stolen.owner), stolen.token.id, {
    overlapSeconds: 0,
    replaceNow: false,
  });
  if (rotated.status !== "rotated") throw new Error(rotated.status);
  const use: (typeof endings)[string] = {
    end: async () => String((await whenThereIsRoom(() => api("/iam/v3/me/", { token: rotated.secret }))).status),
    status: "200",
    ask: () => ["/iam/v3/me/"],
    refused: ({ json }) => json?.code === "token_retired",
  };
  const { status, answer } = await endWhileBusy(use, stolen, { loops: LOOPS, onlyCreate: true });
  expect([status, use.refused(answer)]).toEqual(["200", true]);
});

test("a button whose change found no time is answered in words, not as a fault of ours", async () => {
  const { owner, other } = await steal(db);
  const action = serverActions().find(({ name }) => name.endsWith("access-tokens/actions.ts#revokeTokenAction"));
  if (action === undefined) throw new Error("there is no such action");
  const cookie = await sessionHeaderOf(db, owner);
  const answer = await db.transaction().execute(async (trx) => {
    await trx.selectFrom("access_token").select("id").where("id", "=", other.id).forUpdate().execute();
    return await callAction(action, { address: "/account/access-tokens", cookie, args: [other.id, "", false] });
  });
  expect([answer.status, answer.outcome]).toEqual([200, "refused"]);
  expect(answer.text).toContain("The server is too busy right now.");
});

test("a fifth change at once is told to wait, and reading is not", async () => {
  const { token, other } = await steal(db);
  // The first ones wait for this row.
  const held = await db.transaction().execute(async (trx) => {
    await trx.selectFrom("access_token").select("id").where("id", "=", other.id).forUpdate().execute();
    const edit = () =>
      api(`/iam/v3/access-tokens/${other.id}/`, { method: "PATCH", token: token.secret, body: { description: "x" } });
    let isOver = false;
    const waiting = Array.from({ length: 4 }, async () => {
      // Each waits for some seconds, and comes again: there are always four, or on their way.
      let answer = await edit();
      while (answer.status !== 200 && !isOver) {
        await sleep(50);
        answer = await edit();
      }
      return answer;
    });
    const session = await sessionOf(trx);
    const areIn = async () => (await waitingFor(db, session)).length >= 4;
    let fifth: ApiAnswer | undefined;
    for (let tries = 0; fifth?.status !== 429 && tries < 10; tries++) {
      await waitFor(areIn, "four changes to be under way");
      fifth = await edit();
    }
    isOver = true;
    expect(fifth).toMatchObject({ status: 429, json: { code: "rate_limited" }, headers: { "retry-after": "1" } });
    expect((await api("/iam/v3/me/", { token: token.secret })).status).toBe(200);
    return waiting;
  });
  for (const answer of await Promise.all(held)) expect([200, 429, 503]).toContain(answer.status);
});
