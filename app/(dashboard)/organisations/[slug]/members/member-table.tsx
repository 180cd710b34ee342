"use client";

import { type ReactNode, useState } from "react";
import { type Column, ListTable } from "@/components/list/list-table";
import { Avatar } from "@/components/shell/avatar";
import { initials } from "@/components/shell/initials";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { Role } from "@/lib/authorization/principal";
import { type Member, nameOf } from "./member";
import { RemoveDialog } from "./remove-dialog";
import { RoleSelect } from "./role-select";

/** Everyone who belongs to the organisation. @param roles what the viewer may give; undefined for a viewer who may change nobody */
export function MemberTable({
  organisation,
  members,
  self,
  isLastOwner,
  roles,
  none,
}: {
  organisation: { id: string; slug: string; name: string };
  members: readonly Member[];
  self: string;
  /** The viewer is the only owner whose account can be used. */
  isLastOwner: boolean;
  roles: readonly Role[] | undefined;
  /** What stands in the place of nobody. */
  none: ReactNode;
}) {
  const [leaving, setLeaving] = useState<Member>();
  const isSelf = (member: Member) => member.id === self;
  const columns: Column<Member>[] = [
    {
      head: "Name",
      card: "title",
      cell: (member) => <Person member={member} isSelf={isSelf(member)} />,
    },
    {
      head: "Role",
      card: "bare",
      className: roles && "max-sm:order-1",
      cell: (member) =>
        isLastOwner && isSelf(member) ? (
          <div className="grid justify-items-start gap-1">
            <Badge className="capitalize">{member.role}</Badge>
            <span className="text-[0.8125rem] text-muted-foreground sm:max-lg:max-w-40">
              The only owner: make someone else an owner to change this
            </span>
          </div>
        ) : roles?.includes(member.role) ? (
          <RoleSelect organisationId={organisation.id} member={member} roles={roles} />
        ) : (
          <Badge className="capitalize">{member.role}</Badge>
        ),
    },
    { head: "Tokens", hidden: !roles, className: "tabular-nums", cell: ({ tokens }) => tokens },
    { head: "Member since", cell: ({ joinedAt }) => <Time at={joinedAt} as="date" /> },
    {
      head: "Actions",
      hidden: !roles,
      headAs: "hidden",
      card: "bare",
      className: "text-right max-sm:order-1",
      cell: (member) =>
        roles?.includes(member.role) &&
        !isSelf(member) && (
          <Button variant="ghost" size="sm" className="-mr-3" onClick={() => setLeaving(member)}>
            Remove
            <span className="sr-only"> {nameOf(member)}</span>
          </Button>
        ),
    },
  ];
  return (
    <>
      {members.length === 0 ? (
        none
      ) : (
        <ListTable label="People" columns={columns} rows={members} keyOf={({ id }) => id} cards="sm" />
      )}
      {/* It may show a secret: it stays where the person is no longer among the rows. */}
      {leaving && <RemoveDialog organisation={organisation} member={leaving} onClosed={() => setLeaving(undefined)} />}
    </>
  );
}

function Person({ member, isSelf }: { member: Member; isSelf: boolean }) {
  const name = nameOf(member);
  return (
    <div className="flex items-center gap-3 sm:min-w-60">
      <Avatar initials={initials(member)} />
      <div className="min-w-0">
        <p className="break-words font-medium">
          {name}
          {isSelf && <span className="font-normal text-muted-foreground"> (you)</span>}
        </p>
        {name !== member.email && (
          <p className="wrap-anywhere text-[0.8125rem] text-muted-foreground">{member.email}</p>
        )}
        {member.isDeactivated && <Badge className="mt-1">Account deactivated</Badge>}
      </div>
    </div>
  );
}
