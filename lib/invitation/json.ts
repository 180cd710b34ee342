import { z } from "zod";
import type { InvitationRow } from "@/db/organisation/invitation";
import { idSchema, timeSchema } from "@/lib/answer-schema";
import { APPLICATION_EXAMPLE } from "@/lib/application/json";
import { ORGANISATION_EXAMPLE } from "@/lib/organisation/json";
import { ROLES } from "@/lib/organisation/member/roles";

/** An invitation as the API shows it. Its link is in the mail, or an owner of the platform hands it over; it is in no answer. */
export const invitationSchema = z.strictObject({
  uuid: idSchema,
  organisation: idSchema,
  email: z.string(),
  role: z.enum(ROLES),
  state: z.enum(["pending", "accepted", "revoked", "expired"]),
  is_mailed: z.boolean().describe("false if mail is off"),
  message: z.string().nullable().describe("what to do if the link was not mailed"),
  applications: z.array(z.strictObject({ application: idSchema, access: z.enum(["read", "write"]) })),
  created_at: timeSchema,
  sent_at: timeSchema,
  expires_at: timeSchema,
});
export type InvitationJson = z.output<typeof invitationSchema>;

export const INVITATION_EXAMPLE: InvitationJson = {
  uuid: "019a5d02-6f10-7b44-a7c8-9d0e1f2a3b4c",
  organisation: ORGANISATION_EXAMPLE.uuid,
  email: "noor@regatta.example",
  role: "guest",
  state: "pending",
  is_mailed: true,
  message: null,
  applications: [{ application: APPLICATION_EXAMPLE.uuid, access: "read" }],
  created_at: "2027-01-04T09:20:00.000Z",
  sent_at: "2027-01-04T09:20:00.000Z",
  expires_at: "2027-01-11T09:20:00.000Z",
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
