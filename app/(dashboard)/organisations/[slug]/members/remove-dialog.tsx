"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import { FormNotice } from "@/components/form-notice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { findLeavingAction, removeMemberAction } from "./actions";
import { LosingTokens } from "./losing-tokens";
import { type Member, nameOf } from "./member-table";

/** What somebody's leaving means, what can be done about it first, and the removal. */
export function RemoveDialog({
  organisation,
  member,
  onClosed,
}: {
  organisation: { id: string; slug: string; name: string };
  member: Member;
  onClosed: () => void;
}) {
  const [heir, setHeir] = useState("");
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const toast = useToast();
  const name = nameOf(member);
  const { data, isError } = useQuery({
    queryKey: ["leaving", organisation.id, member.id],
    queryFn: async () => {
      const result = await findLeavingAction(organisation.id, member.id);
      if (result.status !== "found") throw new Error(result.message);
      return result;
    },
    // What was true a minute ago is not good enough to decide by.
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const remove = () =>
    startTransition(async () => {
      try {
        const result = await removeMemberAction(organisation.id, member.id, heir === "" ? null : heir);
        if (result.status === "refused") return startTransition(() => setError(result.message));
        toast({ title: `${name} no longer belongs to ${organisation.name}` });
        onClosed();
      } catch (failure) {
        unstable_rethrow(failure);
        startTransition(() => setError("The server did not answer. Reload to see whether it is done."));
      }
    });
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && onClosed()}>
      <DialogContent onInteractOutside={(event) => event.preventDefault()}>
        <DialogHeader title={`Remove ${name}`}>
          From the next request on, {name} and all of his or her tokens reach nothing of {organisation.name}.
          Invitations that {name} sent are revoked. The account stays, and so does what it reaches elsewhere.
        </DialogHeader>
        <DialogBody className="grid content-start gap-6">
          {error !== undefined && <FormNotice tone="danger">{error}</FormNotice>}
          {isError && (
            <FormNotice tone="danger">What this means could not be read. Close the dialog and try again.</FormNotice>
          )}
          {data === undefined && !isError && (
            <div className="grid gap-3" aria-busy="true">
              <Skeleton className="h-5 w-56" />
              <Skeleton className="h-16" />
            </div>
          )}
          {data && (
            <>
              <LosingTokens organisationId={organisation.id} tokens={data.leaving.losing} name={name} />
              <SeenTokens tokens={data.leaving.seen} name={name} />
              <LonelyTeams teams={data.leaving.teams} name={name}>
                <Field label="Hand over to" name="heir" optional className="sm:max-w-72">
                  <NativeSelect value={heir} onChange={({ target }) => setHeir(target.value)}>
                    <option value="">Nobody</option>
                    {data.colleagues.map((colleague) => (
                      <option key={colleague.id} value={colleague.id}>
                        {colleague.name}
                      </option>
                    ))}
                  </NativeSelect>
                </Field>
              </LonelyTeams>
            </>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClosed} disabled={pending}>
            Cancel
          </Button>
          <Button variant="danger" onClick={remove} pending={pending} disabled={data === undefined}>
            Remove {name}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function SeenTokens({ tokens, name }: { tokens: readonly { uuid: string; label: string }[]; name: string }) {
  if (tokens.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        {name} has seen no secret in use of the organisation’s own tokens.
      </p>
    );
  }
  return (
    <section className="grid gap-2 text-sm">
      <h3 className="font-medium">Has seen the secret of {tokens.length} of the organisation’s tokens</h3>
      <p className="text-muted-foreground">They go on working, also for whoever kept the secret. Rotate them:</p>
      <ul className="grid overflow-hidden rounded-md border">
        {tokens.map(({ uuid, label }) => (
          <li key={uuid} className="flex items-center justify-between gap-3 border-b px-3 py-2 last:border-b-0">
            <bdi className="min-w-0 break-words">{label}</bdi>
            <Link className="link shrink-0" href={`/account/access-tokens/${uuid}?rotate=1`} target="_blank">
              Rotate<span className="sr-only"> {label}, in a new tab</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function LonelyTeams({
  teams,
  name,
  children,
}: {
  teams: readonly { uuid: string; name: string; tokens: number }[];
  name: string;
  children: React.ReactNode;
}) {
  if (teams.length === 0) return null;
  return (
    <section className="grid gap-3 text-sm">
      <div className="grid gap-1">
        <h3 className="font-medium">Teams with nobody but {name}</h3>
        <ul className="grid gap-1 text-muted-foreground">
          {teams.map((team) => (
            <li key={team.uuid} className="break-words">
              {team.name}
              {team.tokens > 0 && `, responsible for ${team.tokens} active ${team.tokens === 1 ? "token" : "tokens"}`}
            </li>
          ))}
        </ul>
      </div>
      {children}
    </section>
  );
}
