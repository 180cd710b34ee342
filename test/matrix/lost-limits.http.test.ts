import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import {
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
  type TestToken,
  type TestUser,
} from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";

let db: Kysely<Database>;
let mira: TestUser;
let organisation: { id: string };
beforeAll(async () => {
  db = serverDatabase();
  mira = await createUser(db);
  organisation = await createOrganisation(db, { members: [{ user: mira, role: "owner" }] });
});
afterAll(() => db.destroy());

const TOKENS = "/iam/v3/access-tokens/";
const limitsOf = async (token: TestToken) => (await api("/iam/v3/me/", { token: token.secret })).json.token.limits;

type Application = { id: string; environments: Record<string, string> };

/** What a token is limited to, and the same thing deleted. */
const LOSSES: [string, (given: Application) => { environmentId: string | null; remove: () => Promise<unknown> }][] = [
  [
    "application",
    ({ id }) => ({ environmentId: null, remove: () => db.deleteFrom("application").where("id", "=", id).execute() }),
  ],
  [
    "environment",
    ({ environments }) => ({
      environmentId: environments.test ?? "",
      remove: () =>
        db
          .deleteFrom("environment")
          .where("id", "=", environments.test ?? "")
          .execute(),
    }),
  ],
];

describe.each(LOSSES)("a token limited to one %s that is deleted", (_, lose) => {
  test.each(["personal", "of the organisation"])(
    "%s: goes on, reaches nothing, and makes nothing that does",
    async (kind) => {
      const application = await createApplication(db, organisation);
      const { environmentId, remove } = lose(application);
      const limits = [
        { organisation_id: organisation.id, application_id: application.id, environment_id: environmentId },
      ];
      const token =
        kind === "personal"
          ? await createToken(db, mira, { limits })
          : await createOrganisationToken(db, organisation, { limits, actsAs: "admin" });
      expect(await limitsOf(token)).toHaveLength(1);
      await remove();

      expect(await limitsOf(token)).toEqual([]);
      const beyond = await createToken(db, mira, {
        limits: [{ ...limits[0], organisation_id: organisation.id, application_id: null, environment_id: null }],
      });
      const { json } = await api(TOKENS, { token: token.secret });
      const seen: { uuid: string; limits: unknown }[] = json.results;
      expect(seen.every((one) => Array.isArray(one.limits) && one.limits.length === 0)).toBe(true);
      expect((await api(`${TOKENS}${beyond.id}/`, { token: token.secret })).status).toBe(404);

      const everything = await api(TOKENS, {
        method: "POST",
        token: token.secret,
        body: { label: "All", limits: null },
      });
      expect([403, 400]).toContain(everything.status);
      const whole = [{ organisation: organisation.id }];
      const wider = await api(TOKENS, { method: "POST", token: token.secret, body: { label: "Whole", limits: whole } });
      expect([403, 400]).toContain(wider.status);
      const itself = await api(`${TOKENS}${token.id}/`, {
        method: "PATCH",
        token: token.secret,
        body: { limits: whole },
      });
      expect([403, 400]).toContain(itself.status);
      expect(await limitsOf(token)).toEqual([]);
      if (kind !== "personal") return;
      const made = await api(TOKENS, { method: "POST", token: token.secret, body: { label: "Inherited" } });
      expect(made).toMatchObject({ status: 201, json: { limits: [] } });
    },
  );
});

test("a token limited to an application that is handed over follows it, and reaches the new organisation only as far as its owner does", async () => {
  const theirs = await createOrganisation(db, { members: [] });
  const application = await createApplication(db, organisation);
  const limits = [{ organisation_id: organisation.id, application_id: application.id, environment_id: null }];
  const token = await createToken(db, mira, { limits });
  await db.updateTable("application").set({ organisation_id: theirs.id }).where("id", "=", application.id).execute();
  expect(await limitsOf(token)).toEqual([{ organisation: theirs.id, application: application.id }]);
  const list = await api(`${TOKENS}?organisation=${theirs.id}`, { token: token.secret });
  expect([list.status, list.json.count ?? 0]).toEqual([200, 0]);
});
