import { PageHeader } from "@/components/page/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { db } from "@/db/database";
import { listTeamablePeople, listTeams } from "@/db/organisation/team";
import { personName } from "@/lib/access-token/json";
import { roleAllows } from "@/lib/authorization/permission";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { CreateTeamButton } from "./create-team";
import { personLabels } from "./person-labels";
import { TeamCard } from "./team-card";

export const metadata = { title: "Teams" };

/** The teams of an organisation with their people; owners and admins change them here. */
export default async function TeamsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { principal, organisation } = await requireOrganisationPage(slug, "see_people");
  const isManager = roleAllows(organisation.role, "manage_teams");
  const [{ rows, count }, people] = await Promise.all([
    listTeams(db, organisation.id),
    isManager ? listTeamablePeople(db, organisation.id) : [],
  ]);
  const labels = personLabels(people);
  return (
    <>
      <PageHeader
        title="Teams"
        action={isManager && count > 0 && <CreateTeamButton organisationId={organisation.id} />}
      >
        Groups of people who manage some of the organisation’s access tokens together. Guests can’t join teams.
      </PageHeader>
      {rows.length === 0 ? (
        <EmptyState title="No teams yet" action={isManager && <CreateTeamButton organisationId={organisation.id} />}>
          A team’s members can see and manage its access tokens, even while a colleague is away.
          {!isManager && " An owner or admin can create one."}
        </EmptyState>
      ) : (
        <ul className="grid items-start gap-4 lg:grid-cols-2">
          {rows.map((team) => (
            <TeamCard
              key={team.id}
              organisation={{ id: organisation.id, slug }}
              team={{
                id: team.id,
                name: team.name,
                tokens: Number(team.token_count),
                isOwn: organisation.teamIds.includes(team.id),
                members: team.members.map((member) => ({
                  id: member.id,
                  email: member.email,
                  firstName: member.first_name,
                  lastName: member.last_name,
                  name: personName({ email: member.email, firstName: member.first_name, lastName: member.last_name }),
                  isSelf: member.id === principal.user.id,
                })),
              }}
              people={isManager ? labels : undefined}
            />
          ))}
        </ul>
      )}
    </>
  );
}
