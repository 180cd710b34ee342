import { type ApplicationRow, findApplication, insertApplicationIfFree } from "@/db/application/application";
import { insertEnvironmentIfFree } from "@/db/application/environment";
import type { Db } from "@/db/database";
import { keepOrganisation } from "@/db/organisation/organisation";
import { actorOf, recordActivity } from "@/lib/activity/record";
import type { Principal } from "@/lib/authorization/principal";
import { authorizeIn, type OrganisationRefusal } from "@/lib/organisation/authorize";
import { insertUnderFreeSlug } from "@/lib/organisation/free-slug";
import { authorizeForChange } from "@/lib/organisation/lock";
import { slugOf } from "@/lib/organisation/slug";
import { write } from "@/lib/write";
import type { CreateApplicationInput } from "./input";

/** The environments of a new application. */
export const FIRST_ENVIRONMENTS = ["test", "live"] as const;

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
  return await write(db, principal, async (trx): Promise<CreateApplicationResult> => {
    // Checked without a lock first: a caller who may not do it keeps nobody waiting.
    const first = authorizeIn(principal, input.organisation, "create_application");
    if (first.status !== "allowed") return first;
    await keepOrganisation(trx, input.organisation);
    const { authorization } = await authorizeForChange(trx, principal, input.organisation, "create_application");
    if (authorization.status !== "allowed") return authorization;

    const id = await insertApplication(trx, input);
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

/** A requested slug is used as it is; one made from the name gets a random suffix if it is taken. */
async function insertApplication(trx: Db, input: CreateApplicationInput): Promise<string | undefined> {
  const insert = (slug: string) =>
    insertApplicationIfFree(trx, { organisation_id: input.organisation, name: input.name, slug });
  if (input.slug !== undefined) return await insert(input.slug);
  return await insertUnderFreeSlug(slugOf(input.name, "application"), insert);
}
