import type { Metadata } from "next";
import type { ReactNode } from "react";
import { env } from "@/lib/env";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";

type Props = { params: Promise<{ slug: string }>; children: ReactNode };

/** The titles of an organisation's pages name it: "People · Harbour Studio · Latchkey". */
export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { organisation } = await requireOrganisationPage((await params).slug, "see_organisation");
  return { title: { default: organisation.name, template: `%s · ${organisation.name} · ${env().BRAND_NAME}` } };
}

/** Checks before anything streams in. Each page checks by itself: a layout is not rendered again on each navigation. */
export default async function OrganisationLayout({ params, children }: Props) {
  await requireOrganisationPage((await params).slug, "see_organisation");
  return children;
}
