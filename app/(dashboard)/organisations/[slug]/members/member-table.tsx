"use client";

import { useState } from "react";
import { Avatar } from "@/components/shell/avatar";
import { initials } from "@/components/shell/initials";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Role } from "@/lib/principal";
import { RemoveDialog } from "./remove-dialog";
import { RoleSelect } from "./role-select";

export type Member = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  joinedAt: string;
  isDeactivated: boolean;
  /** Active personal tokens that reach the organisation; undefined where that is not shown. */
  tokens: number | undefined;
};

/** Everybody who belongs to the organisation. @param roles what the viewer may give; undefined for who changes nobody */
export function MemberTable({
  organisation,
  members,
  self,
  roles,
}: {
  organisation: { id: string; slug: string; name: string };
  members: readonly Member[];
  self: string;
  roles: readonly Role[] | undefined;
}) {
  const [leaving, setLeaving] = useState<Member>();
  return (
    <>
      <Table aria-label="People">
        <TableHeader>
          <tr>
            <TableHead>Name</TableHead>
            <TableHead>Role</TableHead>
            {roles && <TableHead>Tokens</TableHead>}
            <TableHead>Member since</TableHead>
            {roles && (
              <TableHead>
                <span className="sr-only">Actions</span>
              </TableHead>
            )}
          </tr>
        </TableHeader>
        <TableBody>
          {members.map((member) => (
            <TableRow key={member.id}>
              <TableCell>
                <Person member={member} isSelf={member.id === self} />
              </TableCell>
              <TableCell>
                {roles?.includes(member.role) ? (
                  <RoleSelect organisationId={organisation.id} member={member} roles={roles} />
                ) : (
                  <Badge className="capitalize">{member.role}</Badge>
                )}
              </TableCell>
              {roles && <TableCell className="tabular-nums">{member.tokens}</TableCell>}
              <TableCell>
                <Time at={member.joinedAt} as="date" />
              </TableCell>
              {roles && (
                <TableCell className="text-right">
                  {roles.includes(member.role) && member.id !== self && (
                    <Button variant="ghost" size="sm" onClick={() => setLeaving(member)}>
                      Remove
                      <span className="sr-only"> {nameOf(member)}</span>
                    </Button>
                  )}
                </TableCell>
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
    <div className="flex min-w-44 items-center gap-3">
      <Avatar initials={initials(member)} />
      <div className="min-w-0">
        <p className="break-words font-medium">
          {name}
          {isSelf && <span className="font-normal text-muted-foreground"> (you)</span>}
        </p>
        {name !== member.email && <p className="break-all text-[0.8125rem] text-muted-foreground">{member.email}</p>}
        {member.isDeactivated && <Badge className="mt-1">Account deactivated</Badge>}
      </div>
    </div>
  );
}

export function nameOf({ firstName, lastName, email }: Pick<Member, "firstName" | "lastName" | "email">): string {
  return `${firstName} ${lastName}`.trim() || email;
}
