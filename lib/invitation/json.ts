import type { InvitationRow } from "@/db/organisation/invitation";
import type { Role } from "@/lib/authorization/principal";

/** An invitation as the API shows it. Its link is in the mail, or an owner of the platform hands it over; it is in no answer. */
export type InvitationJson = {
  uuid: string;
  organisation: string;
  email: string;
  role: Role;
  state: InvitationRow["state"];
  is_mailed: boolean;
  /** What is left to do, where the link was not mailed. */
  message: string | null;
  applications: { application: string; access: "read" | "write" }[];
  created_at: string;
  sent_at: string;
  expires_at: string;
};

/** Where mail is off, to all but the platform's owners. Whether the invited address has an account is not told. */
export const ASK_FOR_LINK =
  "Mail is off, so no link was sent. Ask a platform owner for the link. Someone with an account here can also sign in and accept.";

export function invitationJson(row: InvitationRow): InvitationJson {
  return {
    uuid: row.id,
    organisation: row.organisation_id,
    email: row.email,
    role: row.role,
    state: row.state,
    is_mailed: row.is_mailed,
    message: row.is_mailed || row.state === "accepted" || row.state === "revoked" ? null : ASK_FOR_LINK,
    applications: row.applications.map(({ id, access }) => ({ application: id, access })),
    created_at: row.created_at.toISOString(),
    sent_at: row.sent_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  };
}
