import type { ReactNode } from "react";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { SectionNav } from "./section-nav";
import { sectionsFor } from "./sections";

/** What the pages of an organisation share. Each page judges by itself: a layout is not rendered anew on each navigation. */
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
      <p className="mb-2 truncate text-[0.8125rem] text-muted-foreground">{organisation.name}</p>
      <SectionNav base={`/organisations/${slug}`} sections={sectionsFor(organisation.role)} />
      {children}
    </>
  );
}
