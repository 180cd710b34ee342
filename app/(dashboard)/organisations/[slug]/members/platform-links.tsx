"use client";

import { useState } from "react";
import { FormDialog } from "@/components/form/form-dialog";
import { useToastAction } from "@/components/form/use-toast-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { InvitationRow } from "@/db/organisation/invitation";
import { createInvitationLinkAction } from "./actions";
import { InvitationLink } from "./invitation-link";

/** The open invitations of the other organisations, for an owner of the platform to hand over their links, where mail is off. */
export function PlatformLinks({
  invitations,
  count,
  withoutLink,
}: {
  invitations: readonly InvitationRow[];
  count: number;
  withoutLink: number;
}) {
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="links" className="grid gap-3">
      <div className="grid gap-1">
        <h2 id="links" className="font-semibold text-base">
          Invited by other organisations{" "}
          <span className="font-normal text-muted-foreground tabular-nums">
            {count}, {withoutLink} without a link
          </span>
        </h2>
        <p className="max-w-2xl text-muted-foreground text-sm">
          Mail is off, so only platform owners get the links. Give each link only to the invited person: an account
          created with it counts as theirs.
        </p>
      </div>
      <ul className="grid overflow-hidden rounded-lg border bg-surface">
        {invitations.map((invitation) => (
          <PlatformLink key={invitation.id} invitation={invitation} />
        ))}
      </ul>
      {count > invitations.length && (
        <p className="text-muted-foreground text-sm">
          These are the latest {invitations.length}. To find others, search above for an address or organisation.
        </p>
      )}
    </section>
  );
}

function PlatformLink({ invitation }: { invitation: InvitationRow }) {
  const [link, setLink] = useState<string>();
  const { run, pending, refusal, forget } = useToastAction(
    () => createInvitationLinkAction(invitation.id, new FormData()),
    {
      done: "created",
      onDone: (created) => setLink(created.link),
      about: () => `invitation ${invitation.id}`,
      refused: "Link not created",
    },
  );
  const asked = refusal?.status === "reauthentication_required" ? refusal : undefined;
  return (
    <li className="grid gap-2 border-b px-4 py-3 text-sm last:border-b-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 gap-0.5">
          <span className="flex flex-wrap items-center gap-2">
            <span className="break-all font-medium">{invitation.email}</span>
            <Badge className="capitalize">{invitation.role}</Badge>
            {invitation.is_vouched && <Badge>Link created</Badge>}
          </span>
          <span className="wrap-anywhere text-[0.8125rem] text-muted-foreground">
            {invitation.organisation_name} · {invitation.inviter_name && `By ${invitation.inviter_name} · `}
            Until <Time at={invitation.expires_at} as="date" />
          </span>
        </div>
        <Button size="sm" pending={pending} onClick={() => run()}>
          {invitation.is_vouched || link !== undefined ? "Create new link" : "Create link"}
          <span className="sr-only"> for {invitation.email}</span>
        </Button>
      </div>
      {link !== undefined && <InvitationLink link={link} label={`Copy the link for ${invitation.email}`} />}
      {asked !== undefined && (
        <FormDialog
          close={forget}
          title="Create the link"
          about={<bdi className="break-all">{invitation.email}</bdi>}
          submit="Create link"
          proofFor="inviting an owner or admin"
          asked={asked}
          action={(form) => createInvitationLinkAction(invitation.id, form)}
          onDone={(result) => setLink(result.link)}
        >
          {() => null}
        </FormDialog>
      )}
    </li>
  );
}
