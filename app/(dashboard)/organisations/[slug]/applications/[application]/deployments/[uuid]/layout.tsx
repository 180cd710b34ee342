import type { ReactNode } from "react";
import { requireDeploymentPage } from "../find-deployment";

/** Checks before anything streams in, so that a missing page also has the status 404. The page checks again. */
export default async function DeploymentLayout({
  params,
  children,
}: {
  params: Promise<{ slug: string; application: string; uuid: string }>;
  children: ReactNode;
}) {
  const { slug, application, uuid } = await params;
  await requireDeploymentPage(slug, application, uuid);
  return children;
}
