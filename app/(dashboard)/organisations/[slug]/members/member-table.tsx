"use client";

import { useState } from "react";
import { Avatar } from "@/components/shell/avatar";
import { initials } from "@/components/shell/initials";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CardCell, Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Role } from "@/lib/authorization/principal";
import { type Member, nameOf } from "./member";
import { RemoveDialog } from "./remove-dialog";
import { RoleSelect } from "./role-select";

/** Everybody who belongs to the organisation; the roles are written out since some browsers forget that a table laid out as cards is one. @param roles what the viewer may give; undefined for who changes nobody */
export function MemberTable({
  organisation,
  members,
  self,
  isLastOwner,
  roles,
}: {
  organisation: { id: string; slug: string; name: string };
  members: readonly Member[];
  self: string;
  /** The viewer is the only owner whose account can be used. */
  isLastOwner: boolean;
  roles: readonly Role[] | undefined;
}) {
  const [leaving, setLeaving] = useState<Member>();
  return (
    <>
      <Table role="table" aria-label="People" className="max-sm:block">
        <TableHeader role="rowgroup" className="max-sm:hidden">
          <tr>
            <TableHead role="columnheader">Name</TableHead>
            <TableHead role="columnheader">Role</TableHead>
            {roles && <TableHead role="columnheader">Tokens</TableHead>}
            <TableHead role="columnheader">Member since</TableHead>
            {roles && (
              <TableHead role="columnheader">
                <span className="sr-only">Actions</span>
              </TableHead>
            )}
          </tr>
        </TableHeader>
        <TableBody role="rowgroup" className="max-sm:block">
          {members.map((member) => (
            <TableRow
              key={member.id}
              role="row"
              className="max-sm:grid max-sm:grid-cols-2 max-sm:items-center max-sm:gap-x-4 max-sm:gap-y-3 max-sm:p-4"
            >
              <CardCell className="max-sm:col-span-full">
                <Person member={member} isSelf={member.id === self} />
              </CardCell>
              <CardCell className={roles && "max-sm:order-1"}>
                {isLastOwner && member.id === self ? (
                  <div className="grid justify-items-start gap-1">
                    <Badge className="capitalize">{member.role}</Badge>
                    <span className="text-[0.8125rem] text-muted-foreground">
                      The only one: make someone else an owner to change this
                    </span>
                  </div>
                ) : roles?.includes(member.role) ? (
                  <RoleSelect organisationId={organisation.id} member={member} roles={roles} />
                ) : (
                  <Badge className="capitalize">{member.role}</Badge>
                )}
              </CardCell>
              {roles && (
                <CardCell label="Tokens" className="tabular-nums">
                  {member.tokens}
                </CardCell>
              )}
              <CardCell label="Member since">
                <Time at={member.joinedAt} as="date" />
              </CardCell>
              {roles && (
                <CardCell className="text-right max-sm:order-1">
                  {roles.includes(member.role) && member.id !== self && (
                    <Button variant="ghost" size="sm" className="-mr-3" onClick={() => setLeaving(member)}>
                      Remove
                      <span className="sr-only"> {nameOf(member)}</span>
                    </Button>
                  )}
                </CardCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {leaving && <RemoveDialog organisation={organisation} member={leaving} onClosed={() => setLeaving(undefined)} />}
    </>
  );
}

function Person({ member, isSelf }: { member: Member; isSelf: boolean }) {
  const name = nameOf(member);
  return (
    <div className="flex items-center gap-3 sm:min-w-44">
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
