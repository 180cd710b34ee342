import { notFound } from "next/navigation";
import { cache } from "react";
import { listEnvironmentsOf } from "@/db/application/environment";
import { db } from "@/db/database";
import { findApplicationBySlug } from "@/lib/application/find";
import { applicationJson } from "@/lib/application/json";
import { reaches, reachOf } from "@/lib/authorization/reach";
import { environmentJson } from "@/lib/environment/json";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";

/**
 * The application of an address with the environments that are reached, once per request. Anything that the person may not see
 * is not found.
 */
export const requireApplicationPage = cache(async (slug: string, applicationSlug: string) => {
  const { principal, organisation } = await requireOrganisationPage(slug, "see_applications");
  const found = await findApplicationBySlug(db, principal, organisation.id, applicationSlug);
  if (found.status !== "found") notFound();
  const application = applicationJson(found.application);
  const place = { organisation_id: organisation.id, application_id: application.uuid, environment_id: null };
  const environments = await listEnvironmentsOf(db, reachOf(principal), [application.uuid]);
  return {
    principal,
    organisation,
    application,
    environments: environments.map(environmentJson),
    isChangeable: reaches(reachOf(principal, "write"), place),
  };
});
