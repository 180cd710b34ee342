import { findApplication } from "@/db/application/application";
import { type EnvironmentRow, isEnvironmentSlugTaken, updateEnvironment } from "@/db/application/environment";
import type { Db } from "@/db/database";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { authorizeApplication } from "@/lib/application/authorize";
import type { Principal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { write } from "@/lib/write";
import { authorizeEnvironment } from "./authorize";
import type { EditEnvironmentInput } from "./input";
import { SLUG_TAKEN } from "./refusals";

export type EditEnvironmentResult =
  | { status: "edited"; environment: EnvironmentRow }
  | { status: "invalid"; fields: Record<string, string[]> }
  | OrganisationRefusal;

/** Rename an environment, or deploy another branch to it. @throws CallerEnded */
export async function editEnvironment(
  db: Db,
  principal: Principal,
  id: string,
  input: EditEnvironmentInput,
): Promise<EditEnvironmentResult> {
  return await write(db, principal, async (trx): Promise<EditEnvironmentResult> => {
    const authorized = await authorizeEnvironment(trx, principal, id);
    if (authorized.status !== "authorized") return authorized;
    const { environment } = authorized;
    // The application is locked too, so that concurrent renames of its environments are serialised.
    const whole = await authorizeApplication(trx, principal, environment.application_id, "change_applications");
    if (whole.status !== "authorized" && input.slug !== undefined && input.slug !== environment.slug) return whole;
    const after = { slug: input.slug ?? environment.slug, branch: input.branch ?? environment.branch };
    const before = { slug: environment.slug, branch: environment.branch };
    if (after.slug === before.slug && after.branch === before.branch) return { status: "edited", environment };
    if (await isEnvironmentSlugTaken(trx, environment.application_id, after.slug, id)) {
      return { status: "invalid", fields: { slug: [SLUG_TAKEN] } };
    }
    await updateEnvironment(trx, id, after);
    const application = await findApplication(trx, environment.application_id);
    await recordActivity(trx, {
      type: "environment.edited",
      organisationId: environment.organisation_id,
      applicationId: environment.application_id,
      actor: actorOf(principal),
      target: { type: "environment", id, label: `${application?.name ?? ""} ${after.slug}`.trim() },
      before,
      after,
      client: principal.client,
    });
    return { status: "edited", environment: { ...environment, ...after } };
  });
}
