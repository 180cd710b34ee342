import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireToken } from "@/app/(dashboard)/account/access-tokens/[uuid]/find-token";
import { TokenView } from "@/app/(dashboard)/account/access-tokens/[uuid]/token-view";
import type { SearchParams } from "@/lib/access-token-form/prefill";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";

type Props = { params: Promise<{ slug: string; uuid: string }>; searchParams: Promise<SearchParams> };

/** The token, when it is this organisation's. */
async function find({ slug, uuid }: { slug: string; uuid: string }) {
  const { principal, organisation } = await requireOrganisationPage(slug, "manage_organisation_tokens");
  const token = await requireToken(uuid);
  return token.owner.uuid === organisation.id ? { principal, organisation, token } : notFound();
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await find(await params)).token.label };
}

/** A token of the organisation, for those who manage it. */
export default async function OrganisationTokenPage({ params, searchParams }: Props) {
  const { principal, organisation, token } = await find(await params);
  return <TokenView principal={principal} token={token} owner={organisation} query={await searchParams} />;
}
