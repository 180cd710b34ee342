import { db } from "@/db/database";
import { hasImportedSecrets } from "@/lib/access-token/authentication/cache/imported";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { ownedPlatform } from "@/lib/organisation/platform-owner";
import { sectionsFor } from "@/lib/organisation/sections";
import type { Places } from "./place";

/** Where a person can go. What the members of a role see is listed once, however many organisations they have it in. */
export async function placesOf(principal: SessionPrincipal): Promise<Places> {
  const platform = ownedPlatform(principal);
  const hasImported = platform !== undefined && (await hasImportedSecrets(db));
  const pages: Record<string, ReturnType<typeof sectionsFor>> = {};
  const organisations = principal.organisations.map(({ id, slug, name, role }) => {
    const seesImported = hasImported && id === platform?.id;
    const key = seesImported ? "platform" : role;
    pages[key] ??= sectionsFor(role, { hasImported: seesImported });
    return { slug, name, pages: key };
  });
  return { organisations, pages };
}
