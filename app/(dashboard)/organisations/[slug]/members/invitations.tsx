"use client";

import { useState } from "react";
import { FormDialog } from "@/components/form/form-dialog";
import { useToastAction } from "@/components/form/use-toast-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { useToast } from "@/components/ui/toast";
import type { InvitationRow } from "@/db/organisation/invitation";
import type { Role } from "@/lib/authorization/principal";
import { resendInvitationAction, revokeInvitationAction } from "./actions";
import { InvitationLink } from "./invitation-link";
import type { Delivery } from "./invite-dialog";

/** Invitations that nobody accepted yet. */
export function Invitations({
  organisationId,
  roles,
  invitations,
  delivery,
}: {
  organisationId: string;
  /** What the viewer may give: an invitation to more is revoked by them, and sent again by others. */
  roles: readonly Role[];
  invitations: readonly InvitationRow[];
  delivery: Delivery;
}) {
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="invitations" className="grid gap-3">
      <h2 id="invitations" className="font-semibold text-base">
        Invited <span className="font-normal text-muted-foreground">{invitations.length}</span>
      </h2>
      <ul className="grid overflow-hidden rounded-lg border bg-surface">
        {invitations.map((invitation) => (
          <Invitation
            key={invitation.id}
            organisationId={organisationId}
            invitation={invitation}
            delivery={delivery}
            isResendable={roles.includes(invitation.role)}
          />
        ))}
      </ul>
    </section>
  );
}

const SEND_AGAIN: Record<Delivery, string> = {
  mail: "Send again",
  own_links: "Create link",
  ask_platform_owner: "Renew",
};

function Invitation({
  organisationId,
  invitation,
  delivery,
  isResendable,
}: {
  organisationId: string;
  invitation: InvitationRow;
  delivery: Delivery;
  isResendable: boolean;
}) {
  const [link, setLink] = useState<string>();
  const about = `invitation ${invitation.id}`;
  const toast = useToast(about);
  const resent = (result: { status: "resent"; link: string | null; isMailed: boolean }) => {
    setLink(result.link ?? undefined);
    toast(
      result.link !== null
        ? { title: "Link created", description: "The previous link no longer works." }
        : result.isMailed
          ? { title: "Invitation sent again", description: "The link in the previous mail no longer works." }
          : { title: "Invitation renewed", description: "Ask a platform owner for the link." },
    );
  };
  const resend = useToastAction(() => resendInvitationAction(organisationId, invitation.id, new FormData()), {
    done: "resent",
    onDone: resent,
    about: () => about,
    refused: "Invitation not sent",
  });
  const revoke = useToastAction(() => revokeInvitationAction(organisationId, invitation.id), {
    done: "revoked",
    onDone: () => toast({ title: "Invitation revoked", description: invitation.email }),
    about: () => about,
    refused: "Invitation not revoked",
  });
  const asked = resend.refusal?.status === "reauthentication_required" ? resend.refusal : undefined;
  const isExpired = invitation.state === "expired";
  const asksForLink = delivery === "ask_platform_owner" && !invitation.is_mailed && !isExpired;
  return (
    <li className="grid gap-2 border-b px-4 py-3 text-sm last:border-b-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
          <span className="flex flex-wrap items-center gap-2">
            <span className="break-all font-medium">{invitation.email}</span>
            <Badge className="capitalize">{invitation.role}</Badge>
            {isExpired && <Badge>Expired</Badge>}
          </span>
          <span className="text-[0.8125rem] text-muted-foreground">
            {invitation.applications.length > 0 && `${invitation.applications.map(({ name }) => name).join(", ")} · `}
            {invitation.inviter_name && `By ${invitation.inviter_name} · `}
            {isExpired ? (
              "The link has expired"
            ) : (
              <>
                Works until <Time at={invitation.expires_at} as="date" />
              </>
            )}
            {asksForLink && " · Ask a platform owner for the link"}
          </span>
        </div>
        <div className="flex gap-2">
          {/* A link that was handed over meanwhile would be dead. */}
          {isResendable && !asksForLink && (
            <Button size="sm" pending={resend.pending} onClick={() => resend.run()}>
              {SEND_AGAIN[delivery]}
              <span className="sr-only">
                {" "}
                {delivery === "mail" ? "to" : "for"} {invitation.email}
              </span>
            </Button>
          )}
          <Button size="sm" variant="ghost" pending={revoke.pending} onClick={() => revoke.run()}>
            Revoke<span className="sr-only"> the invitation of {invitation.email}</span>
          </Button>
        </div>
      </div>
      {link !== undefined && <InvitationLink link={link} label="Copy the link" />}
      {asked !== undefined && (
        <FormDialog
          close={resend.forget}
          title="Send the invitation again"
          about={<bdi className="break-all">{invitation.email}</bdi>}
          submit="Send again"
          proofFor="inviting an owner or admin"
          asked={asked}
          action={(form) => resendInvitationAction(organisationId, invitation.id, form)}
          onDone={resent}
        >
          {() => null}
        </FormDialog>
      )}
    </li>
  );
}
