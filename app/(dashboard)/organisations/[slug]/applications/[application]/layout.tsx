import type { ReactNode } from "react";
import { requireApplicationPage } from "./find-application";

/** Checks before anything streams in, so that a missing page also has the status 404. The page checks again. */
export default async function ApplicationLayout({
  params,
  children,
}: {
  params: Promise<{ slug: string; application: string }>;
  children: ReactNode;
}) {
  const { slug, application } = await params;
  await requireApplicationPage(slug, application);
  return children;
}
