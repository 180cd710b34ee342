"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { FormNotice } from "@/components/form/form-notice";
import { useAction } from "@/components/form/use-action";
import { isSubmitKey } from "@/components/form/use-submit";
import { useOwnClient } from "@/components/query/use-own-client";
import { LeaveQuestion } from "@/components/secret/leave-question";
import { useLeavingGuard } from "@/components/secret/use-leaving-guard";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { NativeSelect } from "@/components/ui/native-select";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import type { Leaving } from "@/lib/organisation/member/leaving";
import { findLeavingAction, removeMemberAction } from "./actions";
import { LastUse, LosingTokens } from "./losing-tokens";
import { type Member, nameOf } from "./member";

/** The consequences of removing someone, what can be done about them first, and the removal. */
export function RemoveDialog({
  organisation,
  member,
  onClosed,
}: {
  organisation: { id: string; slug: string; name: string };
  member: Member;
  onClosed: () => void;
}) {
  const [heirs, setHeirs] = useState<ReadonlyMap<string, string>>(new Map());
  // Tokens with a replacement whose secret is still only on this page.
  const [unstored, setUnstored] = useState<readonly string[]>([]);
  const guard = useLeavingGuard(unstored.length > 0, onClosed);
  const isElsewhere = useRef(false);
  const content = useRef<HTMLDivElement>(null);
  const toast = useToast(`member ${member.id}`);
  const name = nameOf(member);
  const { data, isError } = useQuery(
    {
      queryKey: ["leaving", organisation.id, member.id],
      queryFn: async () => {
        const result = await findLeavingAction(organisation.id, member.id);
        if (result.status !== "found") throw new Error(`what leaving means was refused: ${result.status}`);
        return result;
      },
      // Always asked again: a decision needs current facts.
      staleTime: 0,
      gcTime: 0,
      // Somebody who went to rotate a secret in another tab comes back to see the rest.
      refetchOnWindowFocus: () => isElsewhere.current && "always",
      retry: false,
    },
    useOwnClient(),
  );
  const { run, pending, refusal, lost } = useAction(
    () =>
      removeMemberAction(
        organisation.id,
        member.id,
        [...heirs].flatMap(([team, to]) => (to === "" ? [] : [{ team, to }])),
      ),
    {
      done: "removed",
      onDone: () => {
        toast({ title: "Person removed", description: `${name} no longer belongs to ${organisation.name}.` });
        onClosed();
      },
    },
  );
  const remove = () => guard.ask(() => run(), `Remove ${name}`);
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && guard.ask(onClosed)}>
      <DialogContent
        ref={content}
        onInteractOutside={(event) => event.preventDefault()}
        // The forms in it submit themselves.
        onKeyDown={(event) => {
          if (isSubmitKey(event) && !(event.target instanceof Element && event.target.closest("form")) && data)
            remove();
        }}
      >
        <DialogHeader title={`Remove ${name}`}>
          {name} and all their tokens immediately lose access to {organisation.name}. The account stays, and keeps its
          access elsewhere.
        </DialogHeader>
        <DialogBody className="grid content-start gap-6">
          <ActionNotice lost={lost} refusal={refusal} />
          {isError && (
            <FormNotice tone="danger">Couldn’t load what this affects. Close the dialog and try again.</FormNotice>
          )}
          {data === undefined && !isError && (
            <div className="grid gap-3" aria-busy="true">
              <Skeleton className="h-5 w-56" />
              <Skeleton className="h-16" />
            </div>
          )}
          {data && (
            <>
              <LosingTokens
                organisationId={organisation.id}
                tokens={data.leaving.losing}
                name={name}
                onShown={(uuid) => setUnstored((shown) => [...shown, uuid])}
                onStored={(uuid) => setUnstored((shown) => shown.filter((one) => one !== uuid))}
              />
              <SeenTokens
                tokens={data.leaving.seen}
                name={name}
                onRotate={() => {
                  isElsewhere.current = true;
                }}
              />
              <LonelyTeams
                teams={data.leaving.teams}
                colleagues={data.colleagues}
                name={name}
                heirs={heirs}
                onHeir={(team, to) => setHeirs(new Map(heirs).set(team, to))}
              />
              <OpenInvitations invitations={data.leaving.invitations} name={name} />
            </>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={() => guard.ask(onClosed)} disabled={pending}>
            Cancel
          </Button>
          <Button variant="danger" onClick={remove} pending={pending} disabled={data === undefined}>
            Remove {name}
          </Button>
        </DialogFooter>
        <LeaveQuestion guard={guard} count={unstored.length} onStay={() => content.current?.focus()} />
      </DialogContent>
    </Dialog>
  );
}

type Seen = Leaving["seen"][number];
type Team = Leaving["teams"][number];

function SeenTokens({
  tokens,
  name,
  onRotate,
}: {
  tokens: readonly Seen[];
  name: string;
  /** A link to another tab was followed. */
  onRotate: () => void;
}) {
  if (tokens.length === 0) {
    return <p className="text-muted-foreground text-sm">{name} hasn’t seen any active organisation secrets.</p>;
  }
  return (
    <section className="grid gap-2 text-sm">
      <h3 className="font-medium">
        Has seen the{" "}
        {tokens.length === 1 ? "secret of one organisation token" : `secrets of ${tokens.length} organisation tokens`}
      </h3>
      <p className="text-muted-foreground">
        {tokens.length === 1 ? "It keeps" : "They keep"} working for anyone who kept the secret. Rotate{" "}
        {tokens.length === 1 ? "it" : "them"}:
      </p>
      <ul className="grid overflow-hidden rounded-md border">
        {tokens.map(({ uuid, label, last_used_at }) => (
          <li key={uuid} className="flex items-center justify-between gap-3 border-b px-3 py-2 last:border-b-0">
            <span className="grid min-w-0">
              <bdi className="break-words">{label}</bdi>
              <LastUse at={last_used_at} />
            </span>
            <Link
              className="link shrink-0"
              href={`/account/access-tokens/${uuid}?rotate=1`}
              target="_blank"
              onClick={onRotate}
            >
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
  colleagues,
  name,
  heirs,
  onHeir,
}: {
  teams: readonly Team[];
  colleagues: readonly { id: string; name: string }[];
  name: string;
  heirs: ReadonlyMap<string, string>;
  onHeir: (team: string, to: string) => void;
}) {
  if (teams.length === 0) return null;
  return (
    <section className="grid gap-3 text-sm">
      <div className="grid gap-1">
        <h3 className="font-medium">
          {teams.length === 1 ? "A team" : `${teams.length} teams`} with only {name}
        </h3>
        <p className="text-muted-foreground">
          With no one in the team, owners and admins manage its tokens.
          {colleagues.length === 0 && " There’s no one else to hand it over to yet."}
        </p>
      </div>
      <ul className="grid gap-3">
        {teams.map((team) => (
          <li key={team.uuid}>
            <Field
              label={team.name}
              name={`heir.${team.uuid}`}
              description={
                team.tokens === 0
                  ? "Manages no active tokens."
                  : `Manages ${team.tokens} active ${team.tokens === 1 ? "token" : "tokens"}.`
              }
              className="sm:max-w-72"
            >
              <NativeSelect
                value={heirs.get(team.uuid) ?? ""}
                onChange={({ target }) => onHeir(team.uuid, target.value)}
              >
                <option value="">Don’t hand over</option>
                {colleagues.map((colleague) => (
                  <option key={colleague.id} value={colleague.id}>
                    Hand over to {colleague.name}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenInvitations({ invitations, name }: { invitations: Leaving["invitations"]; name: string }) {
  if (invitations.length === 0) return null;
  return (
    <section className="grid gap-2 text-sm">
      <h3 className="font-medium">
        {invitations.length === 1 ? "An invitation is" : `${invitations.length} invitations are`} revoked
      </h3>
      <p className="text-muted-foreground">
        {name} sent {invitations.length === 1 ? "it" : "them"}, and no one has accepted yet. Re-invite anyone who should
        still join.
      </p>
      <ul className="grid max-h-40 gap-1 overflow-y-auto rounded-md border px-3 py-2">
        {invitations.map(({ email, role }) => (
          <li key={email} className="flex flex-wrap justify-between gap-x-4">
            <bdi className="min-w-0 break-all">{email}</bdi>
            <span className="text-muted-foreground">{role}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
