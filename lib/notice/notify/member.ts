import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/db/database";
import { type Principal, type Role, userIdOf } from "@/lib/authorization/principal";
import { insertNotice } from "./insert";
import { nameOf, notify } from "./notify";

type NotifiedOrganisation = { name: string; slug: string };

/** Notify a person that their role in an organisation changed, unless they did it themselves. */
export async function notifyRoleChanged(
  trx: Db,
  principal: Principal,
  organisation: NotifiedOrganisation,
  change: { userId: string; before: Role; role: Role },
): Promise<void> {
  if (isSelf(principal, change.userId)) return;
  await notify(trx, {
    kind: "membership_role_changed",
    userId: change.userId,
    dedupeKey: `membership_role_changed:${uuidv7()}`,
    detail: {
      organisation: organisation.name,
      slug: organisation.slug,
      by: nameOf(principal),
      before: change.before,
      role: change.role,
    },
  });
}

/** Notify a person that they were removed from an organisation. */
export async function notifyRemoved(
  trx: Db,
  principal: Principal,
  organisation: NotifiedOrganisation,
  userId: string,
): Promise<void> {
  if (isSelf(principal, userId)) return;
  await notify(trx, {
    kind: "membership_removed",
    userId,
    dedupeKey: `membership_removed:${uuidv7()}`,
    detail: { organisation: organisation.name, by: nameOf(principal) },
  });
}

/** Notify the sender of an invitation that it was accepted, in the dashboard only: nothing has to be done. */
export async function notifyInvitationAccepted(
  trx: Db,
  invitation: { id: string; email: string; role: Role; invitedByUserId: string | null },
  organisation: NotifiedOrganisation,
  person: string,
): Promise<void> {
  if (invitation.invitedByUserId === null) return;
  await insertNotice(trx, {
    kind: "invitation_accepted",
    userId: invitation.invitedByUserId,
    dedupeKey: `invitation_accepted:${invitation.id}`,
    detail: {
      organisation: organisation.name,
      slug: organisation.slug,
      person,
      email: invitation.email,
      role: invitation.role,
    },
  });
}

function isSelf(principal: Principal, userId: string): boolean {
  return principal.type === "session" && userIdOf(principal) === userId;
}
