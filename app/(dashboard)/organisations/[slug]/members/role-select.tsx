"use client";

import { useState } from "react";
import { FormDialog } from "@/components/form/form-dialog";
import { useToastAction } from "@/components/form/use-toast-action";
import { Badge } from "@/components/ui/badge";
import { NativeSelect } from "@/components/ui/native-select";
import { useToast } from "@/components/ui/toast";
import type { Role } from "@/lib/authorization/principal";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";
import { changeRoleAction } from "./actions";
import { type Member, nameOf } from "./member";

type Change = { wanted: Role; before: Role; isUndo: boolean };

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
  const [asked, setAsked] = useState<Change & { proof: ProofRefusal }>();
  const about = `member ${member.id}`;
  const toast = useToast(about);
  const changed = ({ wanted, before, isUndo }: Change) =>
    toast({
      title: "Role changed",
      description: `${nameOf(member)} is now ${withArticle(wanted)}.${wanted === "guest" ? " Add the guest to applications on their pages." : ""}`,
      ...(isUndo
        ? {}
        : { action: { label: "Undo", onSelect: () => change({ wanted: before, before: wanted, isUndo: true }) } }),
    });
  const { run, pending } = useToastAction(
    ({ wanted }: Change) => changeRoleAction(organisationId, member.id, wanted, new FormData()),
    {
      done: "changed",
      onDone: (_changed, of) => changed(of),
      onRefused: (refusal, of) => {
        setRole(of.before);
        if (refusal.status === "reauthentication_required") setAsked({ ...of, proof: refusal });
      },
      about: () => about,
      refused: "Role not changed",
    },
  );
  const change = (of: Change) => {
    setRole(of.wanted);
    run(of);
  };
  return (
    <>
      {/* A form so that no browser restores, and with that gives, a role that was taken back meanwhile. */}
      <form autoComplete="off">
        <Badge className="hidden capitalize noscript:inline-flex">{role}</Badge>
        <NativeSelect
          aria-label={`Role of ${nameOf(member)}`}
          value={role}
          aria-disabled={pending}
          onChange={({ target }) => {
            const wanted = roles.find((candidate) => candidate === target.value);
            if (pending || wanted === undefined || wanted === role) return;
            change({ wanted, before: role, isUndo: false });
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
            changed(asked);
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
