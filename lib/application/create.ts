import { randomBytes } from "node:crypto";
import { type ApplicationRow, findApplication, insertApplicationIfFree } from "@/db/application";
import type { Db } from "@/db/database";
import { insertEnvironmentIfFree } from "@/db/environment";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { holdOrganisation } from "@/lib/organisation/hold";
import type { OrganisationRefusal } from "@/lib/organisation/judge";
import { slugOf } from "@/lib/organisation/slug";
import type { Principal } from "@/lib/principal";
import type { CreateApplicationInput } from "./input";

/** What every application begins with. */
export const FIRST_ENVIRONMENTS = ["test", "live"] as const;

const TRIES = 5;

export type CreateApplicationResult =
  | { status: "created"; application: ApplicationRow }
  | { status: "invalid"; fields: Record<string, string[]> }
  | OrganisationRefusal;

/** Make an application with its environments `test` and `live`. @throws CallerEnded */
export async function createApplication(
  db: Db,
  principal: Principal,
  input: CreateApplicationInput,
): Promise<CreateApplicationResult> {
  return await db.transaction().execute(async (trx): Promise<CreateApplicationResult> => {
    const { judgement } = await holdOrganisation(trx, principal, input.organisation, "create_application");
    if (judgement.status !== "allowed") return judgement;

    const id = await insertUnderFreeSlug(trx, input);
    if (id === undefined) return { status: "invalid", fields: { slug: ["Another application has this slug."] } };
    for (const slug of FIRST_ENVIRONMENTS) await insertEnvironmentIfFree(trx, { application_id: id, slug });
    const application = await findApplication(trx, id);
    if (application === undefined) throw new Error("an application that was just written cannot be read");
    await recordActivity(trx, {
      type: "application.created",
      organisationId: input.organisation,
      applicationId: id,
      actor: actorOf(principal),
      target: { type: "application", id, label: application.name },
      after: { name: application.name, slug: application.slug, environments: [...FIRST_ENVIRONMENTS] },
      client: principal.client,
    });
    return { status: "created", application };
  });
}

/** A slug that was asked for is taken as it is; one made of the name gets a random end where it is taken, which tells nothing. */
async function insertUnderFreeSlug(trx: Db, input: CreateApplicationInput): Promise<string | undefined> {
  const row = { organisation_id: input.organisation, name: input.name };
  if (input.slug !== undefined) return await insertApplicationIfFree(trx, { ...row, slug: input.slug });
  const slug = slugOf(input.name, "application");
  for (let n = 0; n < TRIES; n++) {
    const suffix = n === 0 ? "" : `-${randomBytes(3).toString("hex")}`;
    const free = `${slug.slice(0, 63 - suffix.length).replace(/-+$/, "")}${suffix}`;
    const id = await insertApplicationIfFree(trx, { ...row, slug: free });
    if (id !== undefined) return id;
  }
  throw new Error(`no free address was found for an application in ${TRIES} tries`);
}
