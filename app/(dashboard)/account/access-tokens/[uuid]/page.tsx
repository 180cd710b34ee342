import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requireToken } from "@/components/access-token/view/find-token";
import { TokenView } from "@/components/access-token/view/token-view";
import { tokenPagePath } from "@/lib/access-token/page-path";
import type { SearchParams } from "@/lib/list/definition";
import { requireSession } from "@/lib/session/require-session";

type Props = { params: Promise<{ uuid: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireToken((await params).uuid)).label };
}

/** A token of one's own. One of an organisation has its page there, and this address leads to it. */
export default async function TokenPage({ params, searchParams }: Props) {
  const principal = await requireSession();
  const token = await requireToken((await params).uuid);
  const query = await searchParams;
  const organisation = principal.organisations.find(({ id }) => id === token.owner.uuid);
  if (organisation !== undefined) redirect(`${tokenPagePath(token.uuid, organisation.slug)}${textOf(query)}`);
  return <TokenView principal={principal} token={token} owner={undefined} query={query} />;
}

/** The dialog that the address asks for, as written there. */
function textOf(query: SearchParams): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]));
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}
