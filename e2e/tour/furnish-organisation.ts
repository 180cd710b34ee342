import type { Kysely } from "kysely";
import type { Page } from "playwright/test";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "@/db/schema";
import { payloadOf } from "@/lib/webhook/events";
import { newSigningSecret, sealSigningSecret } from "@/lib/webhook/secret";
import {
  addMember,
  addToApplication,
  createApplication,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
  type TestUser,
} from "@/test/fixtures";
import { expect, type Stop } from "./walk";

/** The one organisation that a person belongs to. */
export async function organisationOf(db: Kysely<Database>, person: TestUser) {
  return await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "membership.organisation_id")
    .selectAll("organisation")
    .where("user_id", "=", person.id)
    .executeTakeFirstOrThrow();
}

/** Some of everything in the organisation of `owner`. */
export async function furnish(db: Kysely<Database>, owner: TestUser) {
  const organisation = await organisationOf(db, owner);
  const member = await createUser(db, { firstName: "Noor", lastName: "Haddad" });
  const guest = await createUser(db, { firstName: "Gus", lastName: "Berg" });
  await addMember(db, organisation, member, "member");
  await addMember(db, organisation, guest, "guest");
  const application = await createApplication(db, organisation);
  await addToApplication(db, organisation, application, guest, "read");
  const deployment = await deploy(db, owner, application.environments.test ?? "");
  const team = await createTeam(db, organisation, { name: "Backend", members: [member] });
  await createToken(db, member, { label: "Noor's laptop" });
  await createOrganisationToken(db, organisation, { label: "Nightly build", workflow: "nightly" });
  await createOrganisationToken(db, organisation, { label: "Deploy", teamId: team.id });
  const webhook = await sendEvents(db, organisation);
  return { base: `/organisations/${organisation.slug}`, application, deployment, webhook };
}

/** A webhook that failed at last, with deliveries in every state. It is switched off: nothing is sent. @returns its id */
export async function sendEvents(db: Kysely<Database>, organisation: { id: string; name: string; slug: string }) {
  const id = uuidv7();
  await db
    .insertInto("webhook")
    .values({
      ...sealSigningSecret(id, newSigningSecret()),
      id,
      organisation_id: organisation.id,
      url: `https://hooks.example.com/services/${"T0123456789/".repeat(8)}`,
      description: "Chat of the team",
      events: ["token.leaked", "token.expiring", "member.left"],
      switched_off_at: new Date(),
      failing_since: new Date(Date.now() - 5 * 24 * 60 * 60_000),
    })
    .execute();
  const about = { uuid: organisation.id, name: organisation.name, slug: organisation.slug };
  const payload = payloadOf({
    type: "webhook.test",
    at: new Date(),
    data: { organisation: about, by: { user: null, name: null, token: null } },
  });
  const tried = (code: number | null, error: string | null) =>
    JSON.stringify([{ at: new Date().toISOString(), code, error, ms: 84 }]);
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const rows = [
    { state: "queued", event: "webhook.test", attempts: 0 },
    { state: "queued", event: "token.leaked", attempts: 3, tries: tried(503, null) },
    { state: "failed", event: "token.expiring", attempts: 10, tries: tried(null, "no answer within 10 seconds") },
    { state: "delivered", event: "member.left", attempts: 1, tries: tried(204, null) },
  ] as const;
  await db
    .insertInto("webhook_delivery")
    .values(
      rows.map((row, at) => ({
        ...row,
        id: uuidv7(),
        webhook_id: id,
        message_id: `msg_${uuidv7()}`,
        payload,
        created_at: minutesAgo(at * 30 + 1),
        next_attempt_at: new Date(Date.now() + 30 * 60_000),
        finished_at: row.state === "queued" ? null : minutesAgo(at),
      })),
    )
    .execute();
  return id;
}

/** A deployment that is under way. */
async function deploy(db: Kysely<Database>, owner: TestUser, environment_id: string) {
  const log = `${"Step 1/9: a line that is longer than a phone is wide, with a digest ".padEnd(160, "f0")}\n`.repeat(
    60,
  );
  const deployment = { id: uuidv7() };
  await db
    .insertInto("deployment")
    .values({
      ...deployment,
      environment_id,
      status: "running",
      percent: 40,
      started_at: new Date(),
      created_by_user_id: owner.id,
      log_bytes: Buffer.byteLength(log),
    })
    .execute();
  await db
    .insertInto("deployment_log_chunk")
    .values({ deployment_id: deployment.id, position: 0, content: log })
    .execute();
  return deployment;
}

/** Stop at an open dialog, and close it. */
export async function stopAtDialog(
  page: Page,
  name: string,
  stop: Stop,
  role: "dialog" | "alertdialog" = "dialog",
): Promise<void> {
  await expect(page.getByRole(role, { name })).toBeVisible();
  await stop(`the dialog ${name}`);
  await page.keyboard.press("Escape");
  await expect(page.getByRole(role)).toHaveCount(0);
}
