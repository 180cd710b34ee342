import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import {
  addToApplication,
  createApplication,
  createMember,
  createOrganisation,
  createToken,
  type TestUser,
} from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { sessionHeaderOf } from "@/test/http/session-cookie";

let db: Kysely<Database>;
let base: string;
let uuid: string;
let job: { secret: string };
let owner: TestUser;
let guest: TestUser;
beforeAll(async () => {
  db = serverDatabase();
  const organisation = await createOrganisation(db);
  owner = await createMember(db, organisation, "owner");
  guest = await createMember(db, organisation, "guest");
  await db.updateTable("user").set({ first_name: "Ottilie" }).where("id", "=", owner.id).execute();
  const application = await createApplication(db, organisation);
  await addToApplication(db, organisation, application, guest, "read");
  job = await createToken(db, owner, { label: "Deploy job", scopes: ["deployments:write"] });
  base = `/organisations/${organisation.slug}/applications/${application.slug}`;
  const asked = { method: "POST", token: job.secret, body: { environment: application.environments.live } };
  uuid = (await api("/apps/v3/deployments/", asked)).json.uuid;
  await report({ percent: 40, log: "Building é\n\u001b[32mgreen\u001b[0m\n" });
});
afterAll(() => db.destroy());

const report = (body: object) => api(`/apps/v3/deployments/${uuid}/`, { method: "PATCH", token: job.secret, body });
const get = async (person: TestUser, path: string) =>
  await api(`${base}${path}`, { headers: { Cookie: await sessionHeaderOf(db, person) } });
const pageOf = async (person: TestUser, path: string) => {
  const { status, text } = await get(person, path);
  expect(status).toBe(200);
  return wordsOf(text);
};

test("without scripts a page shows how far a deployment is, its log without colours, and who requested it", async () => {
  const words = await pageOf(owner, `/deployments/${uuid}`);
  for (const part of ["Running", "40%", "Building é\ngreen\n", "you, with token Deploy job", "Cancel deployment…"]) {
    expect(words).toContain(part);
  }
  const list = await pageOf(owner, "?environment=live");
  for (const part of ["Latest deployments", "Running", "40%", "you, with token Deploy job"]) {
    expect(list).toContain(part);
  }
});

test("a guest sees the deployment, and neither who requested it nor a button", async () => {
  for (const path of [`/deployments/${uuid}`, "?environment=live", `/deployments/${uuid}/progress`]) {
    const { status, text } = await get(guest, path);
    expect(status).toBe(200);
    expect(text).toContain("someone in the organisation");
    for (const hidden of ["Ottilie", "Deploy job", "Deploy…", "Cancel deployment"]) expect(text).not.toContain(hidden);
  }
});

test("what a page asks for is what the log has from a byte on, and the file is all of it as it was reported", async () => {
  const log = "Building é\n\u001b[32mgreen\u001b[0m\n";
  const end = Buffer.byteLength(log);
  expect((await get(owner, `/deployments/${uuid}/progress?from=0`)).json).toMatchObject({
    deployment: { uuid, status: "running", percent: 40, log_bytes: end },
    log: { content: log, start: 0, end },
  });
  await report({ log: "more\n" });
  expect((await get(owner, `/deployments/${uuid}/progress?from=${end}`)).json.log).toEqual({
    content: "more\n",
    start: end,
    end: end + 5,
  });
  expect((await get(owner, `/deployments/${uuid}/progress?from=${end + 5}`)).json.log.content).toBe("");
  for (const from of ["-1", "x", "1.5", "99999999"]) {
    expect((await get(owner, `/deployments/${uuid}/progress?from=${from}`)).status, from).toBe(400);
  }
  const file = await get(owner, `/deployments/${uuid}/log`);
  expect([file.status, file.text]).toEqual([200, `${log}more\n`]);
  expect(file.headers).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": `attachment; filename="deployment-${uuid}.log"`,
    "x-content-type-options": "nosniff",
  });
});
