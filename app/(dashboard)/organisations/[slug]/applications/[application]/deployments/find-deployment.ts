import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { findApplicationBySlug } from "@/db/application/application";
import { db } from "@/db/database";
import { roleAllows } from "@/lib/authorization/permission";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { type DeploymentView, findDeploymentOf } from "@/lib/deployment/view";
import { refuseFile } from "@/lib/export/file";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";
import { requireApplicationPage } from "../find-application";

export type DeploymentPath = { slug: string; application: string; uuid: string };

/** The deployment of an address, once per request. Not found for whoever does not reach its environment. */
export const requireDeploymentPage = cache(async (slug: string, applicationSlug: string, uuid: string) => {
  const found = await requireApplicationPage(slug, applicationSlug);
  const { principal, organisation, application } = found;
  const id = idOf(uuid);
  const deployment =
    id === undefined ? undefined : await findDeploymentOf(db, { principal, organisation }, application.uuid, id);
  return deployment === undefined ? notFound() : { ...found, deployment };
});

/** The same for what a page of a deployment fetches: the deployment, or what to answer instead. */
export async function deploymentOrRefusal(path: DeploymentPath): Promise<DeploymentView | Response> {
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  return (await findForSession(principal, path)) ?? refuseFile("not_found", 404);
}

async function findForSession(
  principal: SessionPrincipal,
  { slug, application: applicationSlug, uuid }: DeploymentPath,
): Promise<DeploymentView | undefined> {
  const organisation = principal.organisations.find((candidate) => candidate.slug === slug);
  if (organisation === undefined || !roleAllows(organisation.role, "see_applications")) return undefined;
  const application = await findApplicationBySlug(db, applicationSlug);
  const id = idOf(uuid);
  if (application?.organisation_id !== organisation.id || id === undefined) return undefined;
  return await findDeploymentOf(db, { principal, organisation }, application.id, id);
}

function idOf(uuid: string): string | undefined {
  return z.uuid().lowercase().safeParse(uuid).data;
}
