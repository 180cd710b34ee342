"use client";

import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import { Badge } from "@/components/ui/badge";
import { NativeSelect } from "@/components/ui/native-select";
import { useToast } from "@/components/ui/toast";
import type { Role } from "@/lib/principal";
import { changeRoleAction } from "./actions";
import { type Member, nameOf } from "./member-table";

/** Another role takes effect at once, and can be taken back from the toast. */
export function RoleSelect({
  organisationId,
  member,
  roles,
}: {
  organisationId: string;
  member: Member;
  roles: readonly Role[];
}) {
  const [role, setRole] = useState(member.role);
  const [pending, startTransition] = useTransition();
  const toast = useToast(`member ${member.id}`);
  const change = (wanted: Role, before: Role | undefined) => {
    setRole(wanted);
    startTransition(async () => {
      try {
        const result = await changeRoleAction(organisationId, member.id, wanted);
        if (result.status === "refused") {
          startTransition(() => setRole(member.role));
          return toast({ title: "The role was not changed", description: result.message });
        }
        toast({
          title: `${nameOf(member)} is now ${wanted === "owner" || wanted === "admin" ? "an" : "a"} ${wanted}`,
          ...(wanted === "guest" ? { description: "Add the guest to applications, on their pages." } : {}),
          ...(before === undefined ? {} : { action: { label: "Undo", onSelect: () => change(before, undefined) } }),
        });
      } catch (error) {
        unstable_rethrow(error);
        toast({ title: "The server did not answer", description: "Reload to see which role it is." });
      }
    });
  };
  return (
    // A form so that no browser restores, and with that gives, a role that was taken back meanwhile.
    <form autoComplete="off">
      <Badge className="hidden capitalize noscript:inline-flex">{role}</Badge>
      <NativeSelect
        aria-label={`Role of ${nameOf(member)}`}
        value={role}
        disabled={pending}
        onChange={({ target }) => {
          const wanted = roles.find((candidate) => candidate === target.value);
          if (wanted !== undefined && wanted !== role) change(wanted, role);
        }}
        className="w-32 noscript:hidden"
      >
        {roles.map((choice) => (
          <option key={choice} value={choice}>
            {choice.charAt(0).toUpperCase() + choice.slice(1)}
          </option>
        ))}
      </NativeSelect>
    </form>
  );
}
