import type { ReactNode } from "react";
import { requireApplicationPage } from "./find-application";

/** Judges before anything streams in: what is not there is a 404 also by its status. The page judges again. */
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
