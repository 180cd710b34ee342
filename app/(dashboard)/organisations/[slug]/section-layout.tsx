import type { ReactNode } from "react";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { SECTIONS } from "@/lib/organisation/sections";

/**
 * Checks a section before anything of it streams in: once the status is sent, a missing page could no longer be a 404. Its page
 * checks again, since a layout is not rendered again on each navigation.
 */
export function sectionLayout(path: string) {
  const permission = SECTIONS.find((section) => section.path === path)?.permission;
  if (permission === undefined) throw new Error(`${path} is no section of an organisation`);
  return async function SectionLayout({
    params,
    children,
  }: {
    params: Promise<{ slug: string }>;
    children: ReactNode;
  }) {
    await requireOrganisationPage((await params).slug, permission);
    return children;
  };
}
