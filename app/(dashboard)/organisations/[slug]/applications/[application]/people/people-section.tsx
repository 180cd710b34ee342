import { Section } from "@/components/page/section";
import { listCollaborators, listGuestsNotAdded } from "@/db/application/collaborator";
import { db } from "@/db/database";
import { personName } from "@/lib/access-token/json";
import { roleAllows } from "@/lib/authorization/permission";
import type { PrincipalOrganisation } from "@/lib/authorization/principal";
import { AddGuest } from "./add-guest";
import { GuestRow } from "./guest-row";

/** The guests who were added to the application: everyone else in the organisation sees it anyway. */
export async function PeopleSection({
  organisation,
  applicationId,
}: {
  organisation: PrincipalOrganisation;
  applicationId: string;
}) {
  const isManageable = roleAllows(organisation.role, "manage_people");
  const [added, others] = await Promise.all([
    listCollaborators(db, applicationId),
    isManageable ? listGuestsNotAdded(db, organisation.id, applicationId) : [],
  ]);
  return (
    <Section
      title="Guests"
      about="Owners, admins and members can access every application. Guests can access those they were added to."
    >
      <div className="grid gap-3">
        {added.length === 0 ? (
          <p className="rounded-lg border border-dashed px-4 py-3.5 text-muted-foreground text-sm">
            No guests have been added to this application.
          </p>
        ) : (
          <ul className="divide-y rounded-lg border bg-surface">
            {added.map(({ access, ...person }) => (
              <GuestRow
                key={person.id}
                applicationId={applicationId}
                guest={guestOf(person)}
                access={access}
                isManageable={isManageable}
              />
            ))}
          </ul>
        )}
        {isManageable &&
          (others.length > 0 ? (
            <div>
              <AddGuest applicationId={applicationId} guests={others.map(guestOf)} />
            </div>
          ) : (
            <p className="text-[0.8125rem] text-muted-foreground">
              {added.length === 0
                ? "The organisation has no guests"
                : "All of the organisation’s guests have been added"}
              : invite one on the People page.
            </p>
          ))}
      </div>
    </Section>
  );
}

function guestOf(person: { id: string; email: string; first_name: string; last_name: string }) {
  const { id, email, first_name: firstName, last_name: lastName } = person;
  return { id, email, name: personName({ email, firstName, lastName }) };
}
