import { notFound } from "next/navigation";
import { requireToken } from "@/components/access-token/view/find-token";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";

/** The token of an address, when it is one of this organisation's own and the signed-in person manages those. */
export async function requireOrganisationToken({ slug, uuid }: { slug: string; uuid: string }) {
  const { principal, organisation } = await requireOrganisationPage(slug, "manage_organisation_tokens");
  const token = await requireToken(uuid);
  return token.owner.uuid === organisation.id ? { principal, organisation, token } : notFound();
}
