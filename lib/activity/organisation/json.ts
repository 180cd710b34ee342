import type { z } from "zod";
import type { OrganisationActivityRow } from "@/db/activity/organisation";
import { changeText } from "@/lib/activity/export";
import type { ActivityNames } from "@/lib/activity/names";
import type { Principal, PrincipalOrganisation } from "@/lib/authorization/principal";
import { actingToken } from "./actor";
import type { organisationActivitySchema } from "./schema";
import { organisationActivityMessage } from "./words";

export type OrganisationActivityJson = z.output<typeof organisationActivitySchema>;

export function organisationActivityJson(
  row: OrganisationActivityRow,
  viewer: { principal: Principal; organisation: PrincipalOrganisation },
  names: ActivityNames,
): OrganisationActivityJson {
  const token = actingToken(row, viewer);
  return {
    uuid: row.id,
    organisation: row.organisation_id,
    application: row.application_id,
    created_at: row.at,
    user: row.actor_user_id,
    user_email: row.actor_email,
    type: row.type,
    description: descriptionOf(row, names),
    context: {
      target: row.target_id === null ? null : { type: row.target_type, uuid: row.target_id, label: row.target_label },
      subject: row.user_id,
      token: token === undefined ? null : { uuid: token.id, label: token.label },
      before: row.before,
      after: row.after,
      address: row.address,
      user_agent: row.user_agent,
      request_id: row.request_id,
    },
  };
}

// "Role changed: noor@harbour.example (Role: member → admin)"
function descriptionOf(row: OrganisationActivityRow, names: ActivityNames): string {
  const { what, detail, changes } = organisationActivityMessage(row, names);
  const label = row.target_label ?? "";
  const about = label === "" ? what : `${what}${what.includes(":") ? " · " : ": "}${label}`;
  const more = [...(detail === null ? [] : [detail]), ...changes.map(changeText)];
  return more.length === 0 ? about : `${about} (${more.join("; ")})`;
}
