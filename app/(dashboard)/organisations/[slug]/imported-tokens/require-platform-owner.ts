import { notFound } from "next/navigation";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { ownedPlatform } from "@/lib/organisation/platform-owner";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";

/** The signed-in person and the platform's organisation, for pages of its owners. Not found for everyone else, and elsewhere. */
export async function requirePlatformOwner(
  slug: string,
): Promise<{ principal: SessionPrincipal; organisation: PrincipalOrganisation }> {
  const found = await requireOrganisationPage(slug, "see_organisation");
  if (ownedPlatform(found.principal)?.id !== found.organisation.id) notFound();
  return found;
}
