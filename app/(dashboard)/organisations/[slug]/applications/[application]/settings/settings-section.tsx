import { Section } from "@/components/page/section";
import { countTokensLimitedTo } from "@/db/application/application";
import { listCollaborators } from "@/db/application/collaborator";
import { db } from "@/db/database";
import type { ApplicationJson } from "@/lib/application/json";
import { roleAllows } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { DeleteApplication, RenameApplication, TransferApplication } from "./dialogs";

/** The settings of an application as a whole: rename, transfer, delete. */
export async function SettingsSection({
  principal,
  organisation,
  application,
  list,
}: {
  principal: SessionPrincipal;
  organisation: PrincipalOrganisation;
  application: ApplicationJson;
  list: string;
}) {
  const mayDelete = roleAllows(organisation.role, "delete_application");
  const mayTransfer = roleAllows(organisation.role, "transfer_application");
  const limited = mayDelete ? await countTokensLimitedTo(db, application.uuid) : 0;
  const guests = mayTransfer ? (await listCollaborators(db, application.uuid)).length : 0;
  // Only organisations in which the person may delete applications can receive it.
  const destinations = principal.organisations.filter(
    ({ id, role }) => id !== organisation.id && roleAllows(role, "delete_application"),
  );
  return (
    <>
      <Section title="Rename" about="Everyone sees the new name. The address stays the same.">
        <RenameApplication application={application} />
      </Section>
      {mayTransfer && (
        <Section
          title="Transfer"
          about="To another organisation where you’re an owner or admin, such as the client’s own."
        >
          {destinations.length === 0 ? (
            <p className="max-w-prose text-muted-foreground text-sm">
              You aren’t an owner or admin of any other organisation.
            </p>
          ) : (
            <TransferApplication
              application={application}
              from={organisation.name}
              destinations={destinations.map(({ id, name }) => ({ id, name }))}
              limited={limited}
              guests={guests}
            />
          )}
        </Section>
      )}
      {mayDelete && (
        <Section title="Delete" about="Permanently deletes the application with its environments and their variables.">
          <DeleteApplication application={application} list={list} limited={limited} />
        </Section>
      )}
    </>
  );
}
