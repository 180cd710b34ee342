import type { ReactNode } from "react";
import { requireOrganisationToken } from "./find-token";

/** Checks before anything streams in, so that a missing page also has the status 404. The page checks again. */
export default async function OrganisationTokenLayout({
  params,
  children,
}: {
  params: Promise<{ slug: string; uuid: string }>;
  children: ReactNode;
}) {
  await requireOrganisationToken(await params);
  return children;
}
