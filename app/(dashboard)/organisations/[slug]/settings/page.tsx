import { PageHeader } from "@/components/page/page-header";
import { Section } from "@/components/page/section";
import { Link } from "@/components/ui/link";
import { db } from "@/db/database";
import { hasOtherOwner } from "@/db/organisation/member";
import { countApplications } from "@/db/organisation/organisation";
import { roleAllows } from "@/lib/authorization/permission";
import { findLeaving } from "@/lib/organisation/member/leaving";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { DeleteOrganisation } from "./delete-organisation";
import { LeaveOrganisation } from "./leave-organisation";
import { RenameForm } from "./rename-form";

export const metadata = { title: "Settings" };

/** The settings of an organisation as a whole: everyone can leave it, owners rename and delete it. */
export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { principal, organisation } = await requireOrganisationPage(slug, "see_organisation");
  const { id, name, isPlatform } = organisation;
  const isChangeable = roleAllows(organisation.role, "change_organisation");
  const [left, isLastOwner] = await Promise.all([
    findLeaving(db, principal, { organisationId: id, userId: principal.user.id }),
    organisation.role === "owner" ? hasOtherOwner(db, id, principal.user.id).then((other) => !other) : false,
  ]);
  return (
    <>
      <PageHeader title="Settings" />
      <div className="grid gap-8">
        {isChangeable && (
          <Section
            title="Rename"
            about="Everyone in the organisation sees the new name immediately. Page addresses stay the same."
          >
            <RenameForm organisationId={id} name={name} />
          </Section>
        )}
        <Section
          title="Leave"
          about="You and your personal tokens immediately lose access to the organisation. Your tokens keep working everywhere else."
        >
          {isLastOwner ? (
            <p className="max-w-prose text-sm">
              You are its only owner.{" "}
              <Link href={`/organisations/${slug}/members`} className="link">
                Make someone else an owner
              </Link>{" "}
              before you leave{isPlatform ? "." : ", or delete the organisation."}
            </p>
          ) : (
            <LeaveOrganisation
              organisationId={id}
              name={name}
              leaving={left.status === "found" ? left.leaving : undefined}
            />
          )}
        </Section>
        {isChangeable && (
          <Section
            title="Delete"
            about="Permanently deletes the organisation with its teams, invitations, rules and its own access tokens. Personal tokens lose access to it and keep working elsewhere."
          >
            {isPlatform ? (
              <p className="max-w-prose text-sm">
                This is the platform’s own organisation. Its owners manage this instance, so it can’t be deleted.
              </p>
            ) : (
              <Deletion organisationId={id} name={name} slug={slug} applications={await countApplications(db, id)} />
            )}
          </Section>
        )}
      </div>
    </>
  );
}

function Deletion({
  applications,
  slug,
  ...organisation
}: {
  organisationId: string;
  name: string;
  slug: string;
  applications: number;
}) {
  if (applications === 0) return <DeleteOrganisation {...organisation} />;
  return (
    <p className="max-w-prose text-sm">
      You can’t delete it while it has applications. Delete or transfer{" "}
      <Link href={`/organisations/${slug}/applications`} className="link">
        {applications === 1 ? "its one application" : `its ${applications.toLocaleString("en")} applications`}
      </Link>{" "}
      first.
    </p>
  );
}
