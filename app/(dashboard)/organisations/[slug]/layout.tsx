import type { ReactNode } from "react";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { SectionNav } from "./section-nav";
import { sectionsFor } from "./sections";

/** What the pages of an organisation share. Each page checks by itself: a layout is not rendered again on each navigation. */
export default async function OrganisationLayout({
  params,
  children,
}: {
  params: Promise<{ slug: string }>;
  children: ReactNode;
}) {
  const { slug } = await params;
  const { organisation } = await requireOrganisationPage(slug, "see_organisation");
  return (
    <>
      <SectionNav name={organisation.name} base={`/organisations/${slug}`} sections={sectionsFor(organisation.role)} />
      {children}
    </>
  );
}
