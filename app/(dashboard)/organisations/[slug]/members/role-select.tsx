"use client";

import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import { FormDialog } from "@/components/form/form-dialog";
import { Badge } from "@/components/ui/badge";
import { NativeSelect } from "@/components/ui/native-select";
import { useToast } from "@/components/ui/toast";
import type { Role } from "@/lib/authorization/principal";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";
import { changeRoleAction } from "./actions";
import { type Member, nameOf } from "./member";

/** Another role takes effect at once, and can be taken back from the toast. One that asks for a proof of identity waits for it. */
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
  const [asked, setAsked] = useState<{ proof: ProofRefusal; wanted: Role; before: Role; isUndo: boolean }>();
  const [pending, startTransition] = useTransition();
  const toast = useToast(`member ${member.id}`);
  const changed = (wanted: Role, before: Role, isUndo: boolean) =>
    toast({
      title: `${nameOf(member)} is now ${withArticle(wanted)}`,
      ...(wanted === "guest" ? { description: "Add the guest to applications, on their pages." } : {}),
      ...(isUndo ? {} : { action: { label: "Undo", onSelect: () => change(before, wanted, true) } }),
    });
  const change = (wanted: Role, before: Role, isUndo = false) => {
    setRole(wanted);
    startTransition(async () => {
      try {
        const result = await changeRoleAction(organisationId, member.id, wanted, new FormData());
        if (result.status === "changed") return changed(wanted, before, isUndo);
        startTransition(() => {
          setRole(before);
          if (result.status === "reauthentication_required") setAsked({ proof: result, wanted, before, isUndo });
        });
        if (result.status === "refused") {
          toast({ title: "The role was not changed", description: result.message });
        }
      } catch (error) {
        unstable_rethrow(error);
        toast({ title: "The server did not answer", description: "Reload to see which role it is." });
      }
    });
  };
  return (
    <>
      {/* A form so that no browser restores, and with that gives, a role that was taken back meanwhile. */}
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
      {asked !== undefined && (
        <FormDialog
          close={() => setAsked(undefined)}
          title={`Make ${nameOf(member)} ${withArticle(asked.wanted)}`}
          submit="Change role"
          proofFor="making someone an owner or admin"
          asked={asked.proof}
          action={(form) => changeRoleAction(organisationId, member.id, asked.wanted, form)}
          onDone={() => {
            setRole(asked.wanted);
            changed(asked.wanted, asked.before, asked.isUndo);
          }}
        >
          {() => null}
        </FormDialog>
      )}
    </>
  );
}

function withArticle(role: Role): string {
  return role === "owner" || role === "admin" ? `an ${role}` : `a ${role}`;
}
