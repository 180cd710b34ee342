import type { Db } from "@/db/database";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import type { ExportFormat } from "@/lib/export/table";
import { actorOf, recordActivity } from "./record";

export type OrganisationExport =
  | "organisation.activity_exported"
  | "organisation.tokens_exported"
  | "policy.dry_run_exported"
  | "token_sweep.report_exported";

type Exported = {
  format: ExportFormat;
  /** How many rows the file will have. */
  rows: number;
};

/** Record that someone downloads their own activity. Call it before the first row is sent: nothing leaves unrecorded. */
export async function recordAccountExport(db: Db, principal: SessionPrincipal, exported: Exported): Promise<void> {
  const { id, email } = principal.user;
  await recordActivity(db, {
    type: "user.activity_exported",
    userId: id,
    actor: actorOf(principal),
    target: { type: "user", id, label: email },
    after: exported,
    client: principal.client,
  });
}

/** Record that someone downloads what they see of an organisation. Call it before the first row is sent. */
export async function recordOrganisationExport(
  db: Db,
  principal: SessionPrincipal,
  organisation: Pick<PrincipalOrganisation, "id" | "name">,
  type: OrganisationExport,
  exported: Exported,
): Promise<void> {
  await recordActivity(db, {
    type,
    organisationId: organisation.id,
    actor: actorOf(principal),
    target: { type: "organisation", id: organisation.id, label: organisation.name },
    after: exported,
    client: principal.client,
  });
}
