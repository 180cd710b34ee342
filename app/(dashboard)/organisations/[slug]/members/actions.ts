"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { db } from "@/db/database";
import { listTeamablePeople } from "@/db/organisation/team";
import { personName, type TokenJson } from "@/lib/access-token/json";
import { onceByForm } from "@/lib/form/once";
import { resendInvitation, revokeInvitation } from "@/lib/invitation/change";
import { createInvitationLink } from "@/lib/invitation/create-link";
import { inviteInput } from "@/lib/invitation/input";
import { invite } from "@/lib/invitation/invite";
import { changeRole, changeRoleInput } from "@/lib/organisation/member/change-role";
import { findLeaving, type Leaving } from "@/lib/organisation/member/leaving";
import { removeMember } from "@/lib/organisation/member/remove";
import { replaceByOrganisationToken } from "@/lib/organisation/member/replace-token";
import { askReauthentication, type ProofRefusal, reauthenticate } from "@/lib/session/reauthenticate-with-form";
import { requireSession } from "@/lib/session/require-session";
import { refusalWords } from "./refusal-words";

export type Refused = { status: "refused"; message: string };
/** What became of one address. `link`: where mail is off, for an owner of the platform to hand over. */
export type Invited = { email: string } & ({ status: "invited"; link: string | null; isMailed: boolean } | Refused);

const GONE: Refused = { status: "refused", message: "It is no longer there. Reload the page." };
const MOST_AT_ONCE = 20;
const ids = z.object({ organisationId: z.uuid().lowercase(), id: z.uuid().lowercase() });

/** Give somebody another role. Whoever makes them an owner or admin proves who they are. */
export async function changeRoleAction(
  organisationId: string,
  userId: string,
  role: string,
  form: FormData,
): Promise<{ status: "changed" } | Refused | ProofRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  const about = ids.safeParse({ organisationId, id: userId });
  const input = changeRoleInput.safeParse({ role });
  if (!about.success || !input.success) return GONE;
  const result = await changeRole(db, principal, { organisationId, userId, role: input.data.role });
  if (result.status === "reauthentication_required") return askReauthentication(principal);
  if (result.status !== "changed") return { status: "refused", message: refusalWords(result) };
  revalidatePath("/organisations", "layout");
  return { status: "changed" };
}

/** What it would mean that somebody leaves, and who could take over. */
export async function findLeavingAction(
  organisationId: string,
  userId: string,
): Promise<{ status: "found"; leaving: Leaving; colleagues: { id: string; name: string }[] } | Refused> {
  const principal = await requireSession();
  if (!ids.safeParse({ organisationId, id: userId }).success) return GONE;
  const result = await findLeaving(db, principal, { organisationId, userId });
  if (result.status !== "found") return GONE;
  const people = result.leaving.teams.length === 0 ? [] : await listTeamablePeople(db, organisationId);
  const colleagues = people.filter(({ id }) => id !== userId);
  return {
    status: "found",
    leaving: result.leaving,
    colleagues: colleagues.map(({ id, email, first_name, last_name }) => ({
      id,
      name: personName({ email, firstName: first_name, lastName: last_name }),
    })),
  };
}

const handOverInput = z.array(z.object({ team: z.uuid().lowercase(), to: z.uuid().lowercase() })).max(1000);

/** Take somebody out of the organisation. @param handOver who takes the place in which team that would be empty */
export async function removeMemberAction(
  organisationId: string,
  userId: string,
  handOver: readonly { team: string; to: string }[],
): Promise<{ status: "removed" } | Refused> {
  const principal = await requireSession();
  if (!ids.safeParse({ organisationId, id: userId }).success) return GONE;
  const heirs = handOverInput.safeParse(handOver);
  if (!heirs.success) return GONE;
  const result = await removeMember(db, principal, { organisationId, userId, handOver: heirs.data });
  if (result.status !== "removed") return { status: "refused", message: refusalWords(result) };
  revalidatePath("/organisations", "layout");
  return { status: "removed" };
}

/** Make a token of the organisation in the place of somebody's. Its secret is in this result and nowhere else. */
export async function replaceTokenAction(
  organisationId: string,
  tokenId: string,
  form: FormData,
): Promise<{ status: "created"; token: TokenJson; secret: string } | Refused | ProofRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  if (!ids.safeParse({ organisationId, id: tokenId }).success) return GONE;
  const result = await onceByForm(
    db,
    principal,
    form,
    () => replaceByOrganisationToken(db, principal, { organisationId, tokenId }),
    (made) => (made.status === "created" ? made.token.uuid : undefined),
  );
  switch (result.status) {
    case "repeated":
      return {
        status: "refused",
        message:
          "This has created a token already, whose secret was shown once. Find it among the organisation’s tokens.",
      };
    case "created":
      revalidatePath("/organisations", "layout");
      return result;
    case "reauthentication_required":
      return askReauthentication(principal);
    case "limit_reached":
      return {
        status: "refused",
        message: `The organisation has ${result.limit} active tokens: as many as there may be.`,
      };
    case "invalid":
      return { status: "refused", message: Object.values(result.fields).flat()[0] ?? "It cannot be made." };
    default:
      return GONE;
  }
}

/** Invite people, each by a mail of their own. Whoever invites owners or admins proves who they are. */
export async function inviteAction(
  organisationId: string,
  form: FormData,
): Promise<{ status: "sent"; results: Invited[] } | Refused | ProofRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  if (!z.uuid().lowercase().safeParse(organisationId).success) return GONE;
  const emails = [
    ...new Set(
      textOf(form, "emails")
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ];
  if (emails.length === 0) return { status: "refused", message: "Enter at least one e-mail address." };
  if (emails.length > MOST_AT_ONCE) return { status: "refused", message: `At most ${MOST_AT_ONCE} people at once.` };
  const access = new Map(
    [...form.keys()].flatMap((name) => {
      const [, id] = /^access\.(.+)$/.exec(name) ?? [];
      return id === undefined || textOf(form, name) === "" ? [] : [[id, textOf(form, name)] as const];
    }),
  );
  const role = textOf(form, "role");
  const applications =
    role === "guest" ? [...access].map(([application, given]) => ({ application, access: given })) : [];
  const inviteAll = async () => {
    const results: Invited[] = [];
    for (const email of emails) {
      const input = inviteInput.safeParse({ email, role, applications });
      if (!input.success) {
        results.push({ email, status: "refused", message: input.error.issues[0]?.message ?? "It cannot be used." });
        continue;
      }
      const result = await invite(db, principal, organisationId, input.data);
      // All get the same role, so that nobody was invited yet.
      if (result.status === "reauthentication_required") return result;
      results.push(
        result.status === "invited"
          ? { email, status: "invited", link: result.link, isMailed: result.invitation.is_mailed }
          : { email, status: "refused", message: refusalWords(result) },
      );
    }
    return { status: "sent" as const, results };
  };
  // Sent twice, the second mail would end the link in the first.
  const answer = await onceByForm(db, principal, form, inviteAll, (made) =>
    made.status === "sent" && made.results.some((result) => result.status === "invited") ? null : undefined,
  );
  if (answer.status === "reauthentication_required") return askReauthentication(principal);
  if (answer.status === "repeated") {
    return { status: "refused", message: "This form was sent already. Close the dialog to see who is invited." };
  }
  revalidatePath("/organisations", "layout");
  return answer;
}

/** Take an invitation back. */
export async function revokeInvitationAction(
  organisationId: string,
  invitationId: string,
): Promise<{ status: "revoked" } | Refused> {
  const principal = await requireSession();
  if (!ids.safeParse({ organisationId, id: invitationId }).success) return GONE;
  const result = await revokeInvitation(db, principal, { organisationId, invitationId });
  if (result.status !== "revoked") return { status: "refused", message: refusalWords(result) };
  revalidatePath("/organisations", "layout");
  return { status: "revoked" };
}

/** Send an invitation again, with another link. That of an owner or admin asks for a proof as the first one did. */
export async function resendInvitationAction(
  organisationId: string,
  invitationId: string,
  form: FormData,
): Promise<{ status: "resent"; link: string | null; isMailed: boolean } | Refused | ProofRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  if (!ids.safeParse({ organisationId, id: invitationId }).success) return GONE;
  const result = await resendInvitation(db, principal, { organisationId, invitationId });
  if (result.status === "reauthentication_required") return askReauthentication(principal);
  if (result.status !== "resent") return { status: "refused", message: refusalWords(result) };
  revalidatePath("/organisations", "layout");
  return { status: "resent", link: result.link, isMailed: result.invitation.is_mailed };
}

/** Make the link of an invitation, of whichever organisation, for an owner of the platform to hand over. */
export async function createInvitationLinkAction(
  invitationId: string,
  form: FormData,
): Promise<{ status: "created"; link: string } | Refused | ProofRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  if (!z.uuid().lowercase().safeParse(invitationId).success) return GONE;
  const result = await createInvitationLink(db, principal, invitationId);
  if (result.status === "reauthentication_required") return askReauthentication(principal);
  if (result.status !== "created") return { status: "refused", message: refusalWords(result) };
  return { status: "created", link: result.link };
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
