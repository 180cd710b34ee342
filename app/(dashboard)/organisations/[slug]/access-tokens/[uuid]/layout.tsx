import type { ReactNode } from "react";
import { requireOrganisationToken } from "./find-token";

/** Judges before anything streams in: what is not there is a 404 also by its status. The page judges again. */
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
