import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { roleAllows } from "@/lib/organisation/permission";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { People } from "./people";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { organisation } = await requireOrganisationPage((await props.params).slug, "see_organisation");
  return { title: organisation.name };
}

export default async function OrganisationPage(props: Props) {
  const { principal, organisation } = await requireOrganisationPage((await props.params).slug, "see_organisation");
  return (
    <>
      <PageHeader title={organisation.name}>
        {organisation.isPlatform ? "The platform’s own organisation: its owners look after this instance. " : ""}
        You are {organisation.role === "member" || organisation.role === "guest" ? "a" : "an"} {organisation.role} here.
      </PageHeader>
      {roleAllows(organisation.role, "see_people") ? (
        <People organisation={organisation} self={principal.user.id} />
      ) : (
        <p className="max-w-prose rounded-lg border bg-surface px-4 py-3.5 text-sm">
          As a guest you see what you are added to. Nothing has been shared with you yet: ask the colleague who invited
          you.
        </p>
      )}
    </>
  );
}
