"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { db } from "@/db/database";
import { listTeamablePeople } from "@/db/organisation/team";
import { personName } from "@/lib/access-token/json";
import { refuse, textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { sentenceOf } from "@/lib/action/sentence";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { onceByForm } from "@/lib/form/once";
import { resendInvitation, revokeInvitation } from "@/lib/invitation/change";
import { createInvitationLink } from "@/lib/invitation/create-link";
import { inviteInput } from "@/lib/invitation/input";
import { invite } from "@/lib/invitation/invite";
import { INVITATION_REFUSALS } from "@/lib/invitation/refusals";
import { changeRole, changeRoleInput } from "@/lib/organisation/member/change-role";
import { findLeaving } from "@/lib/organisation/member/leaving";
import { MEMBER_REFUSALS, REPLACE_REFUSALS } from "@/lib/organisation/member/refusals";
import { removeMember } from "@/lib/organisation/member/remove";
import { replaceByOrganisationToken } from "@/lib/organisation/member/replace-token";

/** The outcome for one address. `link`: where mail is off, for a platform owner to hand over. */
export type Invited = { email: string } & (
  | { status: "invited"; link: string | null; isMailed: boolean }
  | { status: "refused"; message: string }
);

const revalidate = () => revalidatePath("/organisations", "layout");

/** Change someone's role. Making them an owner or admin needs a fresh proof of identity. */
export async function changeRoleAction(organisationId: string, userId: string, role: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId, userId },
    input: () => changeRoleInput.safeParse({ role }),
    verb: (principal, input) => changeRole(db, principal, { organisationId, userId, role: input.role }),
  })({ answers: { changed: true }, refusals: MEMBER_REFUSALS, revalidate });
}

/** The consequences if someone leaves, and who could take over. */
export async function findLeavingAction(organisationId: string, userId: string) {
  return await runAction({
    ids: { organisationId, userId },
    verb: async (principal) => {
      const result = await findLeaving(db, principal, { organisationId, userId });
      if (result.status !== "found") return result;
      const people = result.leaving.teams.length === 0 ? [] : await listTeamablePeople(db, organisationId);
      return { ...result, colleagues: people.filter(({ id }) => id !== userId) };
    },
  })({
    answers: {
      found: ({ leaving, colleagues }) => ({
        leaving,
        colleagues: colleagues.map(({ id, email, first_name, last_name }) => ({
          id,
          name: personName({ email, firstName: first_name, lastName: last_name }),
        })),
      }),
    },
    refusals: MEMBER_REFUSALS,
  });
}

const removeInput = z.object({
  handOver: z.array(z.object({ team: z.uuid().lowercase(), to: z.uuid().lowercase() })).max(1000),
});

/** Remove someone from the organisation. @param handOver for each team that would be empty, who takes the place */
export async function removeMemberAction(
  organisationId: string,
  userId: string,
  handOver: readonly { team: string; to: string }[],
) {
  return await runAction({
    ids: { organisationId, userId },
    input: () => removeInput.safeParse({ handOver }),
    verb: (principal, input) => removeMember(db, principal, { organisationId, userId, handOver: input.handOver }),
  })({ answers: { removed: true }, refusals: MEMBER_REFUSALS, revalidate });
}

/** Create a token of the organisation to replace someone's. Its secret is in this result and nowhere else. */
export async function replaceTokenAction(organisationId: string, tokenId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId, tokenId },
    verb: async (principal) => {
      const result = await onceByForm(
        db,
        principal,
        form,
        () => replaceByOrganisationToken(db, principal, { organisationId, tokenId }),
        (made) => (made.status === "created" ? made.token.uuid : undefined),
      );
      // The form has no field to show an error at.
      if (result.status !== "invalid") return result;
      return refuse(Object.values(result.fields).flat()[0] ?? "It can’t be created.");
    },
  })({ answers: { created: ({ token, secret }) => ({ token, secret }) }, refusals: REPLACE_REFUSALS, revalidate });
}

const emailsInput = z.object({
  emails: z
    .array(z.string())
    .min(1, "Enter at least one e-mail address.")
    .max(20, "Invite at most 20 people at a time."),
});

/** Invite people, each by their own mail. Inviting owners or admins needs a fresh proof of identity. */
export async function inviteAction(organisationId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId },
    input: () =>
      emailsInput.safeParse({
        emails: [
          ...new Set(
            textOf(form, "emails")
              .split(/[\s,;]+/)
              .filter(Boolean),
          ),
        ],
      }),
    // Sent twice, the second mail would end the link in the first.
    verb: (principal, { emails }) =>
      onceByForm(
        db,
        principal,
        form,
        () => inviteAll(principal, organisationId, emails, form),
        (made) =>
          made.status === "sent" && made.results.some((result) => result.status === "invited") ? null : undefined,
      ),
  })({ answers: { sent: ({ results }) => ({ results }) }, refusals: INVITATION_REFUSALS, revalidate });
}

async function inviteAll(
  principal: SessionPrincipal,
  organisationId: string,
  emails: readonly string[],
  form: FormData,
): Promise<{ status: "sent"; results: Invited[] } | { status: "reauthentication_required" }> {
  const role = textOf(form, "role");
  const applications = role === "guest" ? givenAccess(form) : [];
  const results: Invited[] = [];
  for (const email of emails) {
    const input = inviteInput.safeParse({ email, role, applications });
    if (!input.success) {
      results.push({ email, ...refuse(input.error.issues[0]?.message ?? "It can’t be used.") });
      continue;
    }
    const result = await invite(db, principal, organisationId, input.data);
    // All get the same role, so this refusal comes before anyone was invited.
    if (result.status === "reauthentication_required") return result;
    results.push(
      result.status === "invited"
        ? { email, status: "invited", link: result.link, isMailed: result.invitation.is_mailed }
        : { email, ...refuse(sentenceOf(INVITATION_REFUSALS, result)) },
    );
  }
  return { status: "sent", results };
}

/** The applications that a guest is added to: a field `access.<uuid>` for each, empty for no access. */
function givenAccess(form: FormData): { application: string; access: string }[] {
  return [...new Set(form.keys())].flatMap((name) => {
    const [, application] = /^access\.(.+)$/.exec(name) ?? [];
    const access = textOf(form, name);
    return application === undefined || access === "" ? [] : [{ application, access }];
  });
}

/** Revoke an invitation. */
export async function revokeInvitationAction(organisationId: string, invitationId: string) {
  return await runAction({
    ids: { organisationId, invitationId },
    verb: (principal) => revokeInvitation(db, principal, { organisationId, invitationId }),
  })({ answers: { revoked: true }, refusals: INVITATION_REFUSALS, revalidate });
}

/** Send an invitation again, with another link. That of an owner or admin asks for a proof as the first one did. */
export async function resendInvitationAction(organisationId: string, invitationId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId, invitationId },
    verb: (principal) => resendInvitation(db, principal, { organisationId, invitationId }),
  })({
    answers: { resent: ({ link, invitation }) => ({ link, isMailed: invitation.is_mailed }) },
    refusals: INVITATION_REFUSALS,
    revalidate,
  });
}

/** Create the link of an invitation to any organisation, for a platform owner to hand over. */
export async function createInvitationLinkAction(invitationId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { invitationId },
    verb: (principal) => createInvitationLink(db, principal, invitationId),
  })({ answers: { created: ({ link }) => ({ link }) }, refusals: INVITATION_REFUSALS });
}
