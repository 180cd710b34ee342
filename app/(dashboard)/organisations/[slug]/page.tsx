import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/page-header";
import { roleAllows } from "@/lib/organisation/permission";
import { requireSession } from "@/lib/session/require-session";
import { People } from "./people";

type Props = { params: Promise<{ slug: string }> };

/** Only a member learns that there is such an organisation. */
async function requireMembership({ params }: Props) {
  const { slug } = await params;
  const principal = await requireSession();
  const organisation = principal.organisations.find((candidate) => candidate.slug === slug);
  if (!organisation) notFound();
  return { principal, organisation };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { organisation } = await requireMembership(props);
  return { title: organisation.name };
}

export default async function OrganisationPage(props: Props) {
  const { principal, organisation } = await requireMembership(props);
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
