import { notFound } from "next/navigation";
import { type Permission, roleAllows } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { requireSession } from "@/lib/session/require-session";

/**
 * The signed-in person and the organisation of an address, for a page that needs this permission. Not found for anyone who does
 * not belong to it, or whose role does not allow it. Each page calls it by itself.
 */
export async function requireOrganisationPage(
  slug: string,
  permission: Permission,
): Promise<{ principal: SessionPrincipal; organisation: PrincipalOrganisation }> {
  const principal = await requireSession();
  const organisation = principal.organisations.find((candidate) => candidate.slug === slug);
  if (organisation === undefined || !roleAllows(organisation.role, permission)) notFound();
  return { principal, organisation };
}
