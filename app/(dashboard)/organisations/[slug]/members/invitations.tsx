"use client";

import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import { useToast } from "@/components/ui/toast";
import type { InvitationRow } from "@/db/invitation";
import type { Role } from "@/lib/principal";
import { resendInvitationAction, revokeInvitationAction } from "./actions";

/** Invitations that nobody accepted yet. */
export function Invitations({
  organisationId,
  roles,
  invitations,
}: {
  organisationId: string;
  /** What the viewer may give: an invitation to more is revoked by them, and sent again by others. */
  roles: readonly Role[];
  invitations: readonly InvitationRow[];
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
            isResendable={roles.includes(invitation.role)}
          />
        ))}
      </ul>
    </section>
  );
}

function Invitation({
  organisationId,
  invitation,
  isResendable,
}: {
  organisationId: string;
  invitation: InvitationRow;
  isResendable: boolean;
}) {
  const [link, setLink] = useState<string>();
  const [pending, startTransition] = useTransition();
  const toast = useToast(`invitation ${invitation.id}`);
  const run = (what: () => Promise<void>) =>
    startTransition(async () => {
      try {
        await what();
      } catch (error) {
        unstable_rethrow(error);
        toast({ title: "The server did not answer", description: "Reload to see what became of it." });
      }
    });
  const resend = () =>
    run(async () => {
      const result = await resendInvitationAction(organisationId, invitation.id);
      if (result.status === "refused") return toast({ title: "Not sent", description: result.message });
      startTransition(() => setLink(result.link ?? undefined));
      toast(
        result.link === null
          ? { title: "Invitation sent again", description: "The link in the mail before no longer works." }
          : { title: "A new link", description: "The one before no longer works." },
      );
    });
  const revoke = () =>
    run(async () => {
      const result = await revokeInvitationAction(organisationId, invitation.id);
      if (result.status === "refused") return toast({ title: "Not revoked", description: result.message });
      toast({ title: "Invitation revoked", description: invitation.email });
    });
  const isExpired = invitation.state === "expired";
  return (
    <li className="grid gap-2 border-b px-4 py-3 text-sm last:border-b-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 gap-0.5">
          <span className="flex flex-wrap items-center gap-2">
            <span className="break-all font-medium">{invitation.email}</span>
            <Badge className="capitalize">{invitation.role}</Badge>
            {isExpired && <Badge>Expired</Badge>}
          </span>
          <span className="text-[0.8125rem] text-muted-foreground">
            {invitation.applications.length > 0 && `${invitation.applications.map(({ name }) => name).join(", ")} · `}
            {invitation.inviter_name && `By ${invitation.inviter_name} · `}
            {isExpired ? (
              "The link no longer works"
            ) : (
              <>
                Works until <Time at={invitation.expires_at} as="date" />
              </>
            )}
          </span>
        </div>
        <div className="flex gap-2">
          {isResendable && (
            <Button size="sm" disabled={pending} onClick={resend}>
              Send again<span className="sr-only"> to {invitation.email}</span>
            </Button>
          )}
          <Button size="sm" variant="ghost" disabled={pending} onClick={revoke}>
            Revoke<span className="sr-only"> the invitation of {invitation.email}</span>
          </Button>
        </div>
      </div>
      {link !== undefined && (
        <span className="flex flex-wrap items-center gap-2">
          <code className="min-w-0 break-all font-mono text-xs">{link}</code>
          <CopyButton value={link} label="Copy the link" iconOnly />
        </span>
      )}
    </li>
  );
}
