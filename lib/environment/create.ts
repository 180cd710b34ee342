import { type EnvironmentRow, findEnvironment, insertEnvironmentIfFree } from "@/db/application/environment";
import type { Db } from "@/db/database";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { authorizeApplication } from "@/lib/application/authorize";
import type { Principal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { write } from "@/lib/write";
import type { CreateEnvironmentInput } from "./input";
import { SLUG_TAKEN } from "./refusals";

export type CreateEnvironmentResult =
  | { status: "created"; environment: EnvironmentRow }
  | { status: "invalid"; fields: Record<string, string[]> }
  | OrganisationRefusal;

/** Add an environment to an application, of which the principal reaches the whole. @throws CallerEnded */
export async function createEnvironment(
  db: Db,
  principal: Principal,
  input: CreateEnvironmentInput,
): Promise<CreateEnvironmentResult> {
  return await write(db, principal, async (trx): Promise<CreateEnvironmentResult> => {
    const authorized = await authorizeApplication(trx, principal, input.application, "change_applications");
    if (authorized.status !== "authorized") return authorized;
    const { application } = authorized;
    const id = await insertEnvironmentIfFree(trx, {
      application_id: application.id,
      slug: input.slug,
      ...(input.branch === undefined ? {} : { branch: input.branch }),
    });
    if (id === undefined) {
      return { status: "invalid", fields: { slug: [SLUG_TAKEN] } };
    }
    const environment = await findEnvironment(trx, id);
    if (environment === undefined) throw new Error("an environment that was just written cannot be read");
    await recordActivity(trx, {
      type: "environment.created",
      organisationId: application.organisation_id,
      applicationId: application.id,
      actor: actorOf(principal),
      target: { type: "environment", id, label: `${application.name} ${environment.slug}` },
      after: { slug: environment.slug, branch: environment.branch },
      client: principal.client,
    });
    return { status: "created", environment };
  });
}
