import type { InvitationRow } from "@/db/invitation";
import type { Role } from "@/lib/principal";

/** An invitation as the API shows it. Its link is in the mail, and nowhere else. */
export type InvitationJson = {
  uuid: string;
  organisation: string;
  email: string;
  role: Role;
  state: InvitationRow["state"];
  applications: { application: string; access: "read" | "write" }[];
  created_at: string;
  sent_at: string;
  expires_at: string;
};

export function invitationJson(row: InvitationRow): InvitationJson {
  return {
    uuid: row.id,
    organisation: row.organisation_id,
    email: row.email,
    role: row.role,
    state: row.state,
    applications: row.applications.map(({ id, access }) => ({ application: id, access })),
    created_at: row.created_at.toISOString(),
    sent_at: row.sent_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  };
}
