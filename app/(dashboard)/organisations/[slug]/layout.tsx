import type { ReactNode } from "react";
import { db } from "@/db/database";
import { hasImportedSecrets } from "@/lib/access-token/authentication/cache/imported";
import { ownedPlatform } from "@/lib/organisation/platform-owner";
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
  const { principal, organisation } = await requireOrganisationPage(slug, "see_organisation");
  const isPlatformOwner = ownedPlatform(principal)?.id === organisation.id;
  const hasImported = isPlatformOwner && (await hasImportedSecrets(db));
  return (
    <>
      <SectionNav
        name={organisation.name}
        base={`/organisations/${slug}`}
        sections={sectionsFor(organisation.role, { hasImported })}
      />
      {children}
    </>
  );
}
