import type { Metadata } from "next";
import { TokenView } from "@/components/access-token/view/token-view";
import type { SearchParams } from "@/lib/list/definition";
import { requireOrganisationToken } from "./find-token";

type Props = { params: Promise<{ slug: string; uuid: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireOrganisationToken(await params)).token.label };
}

/** A token of the organisation, for those who manage it. */
export default async function OrganisationTokenPage({ params, searchParams }: Props) {
  const { principal, organisation, token } = await requireOrganisationToken(await params);
  return <TokenView principal={principal} token={token} owner={organisation} query={await searchParams} />;
}
