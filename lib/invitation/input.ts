import { z } from "zod";
import { oneOf } from "@/lib/one-of";
import { NOT_A_ROLE, ROLES } from "@/lib/organisation/member/roles";
import { emailInput } from "@/lib/user/input";

/** Whom to invite, with which role and, for a guest, to which applications. Unknown fields are refused. */
export const inviteInput = z.strictObject({
  email: emailInput.describe("the e-mail address to invite"),
  role: z
    .enum(ROLES, NOT_A_ROLE)
    .describe(`${oneOf(ROLES)}, at most your own; default: member`)
    .default("member"),
  applications: z
    .array(
      z.strictObject({
        application: z.uuid("The application must be a uuid.").toLowerCase(),
        access: z.enum(["read", "write"], "access must be read or write.").default("read"),
      }),
      "The applications must be a list.",
    )
    .max(500, "At most 500 applications.")
    .describe("for a guest, a list of {application, access}; access is read or write")
    .default([]),
});
export type InviteInput = z.output<typeof inviteInput>;
