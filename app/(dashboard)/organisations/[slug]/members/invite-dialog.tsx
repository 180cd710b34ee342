"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { FormKey } from "@/components/form/form-key";
import { FormNotice } from "@/components/form/form-notice";
import { ProofNotice } from "@/components/form/proof-notice";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import type { Role } from "@/lib/authorization/principal";
import { type Invited, inviteAction } from "./actions";

export type Delivery = "mail" | "own_links" | "ask_platform_owner";

const HOW: Record<Delivery, string> = {
  mail: "Each person gets a mail with a link that works once, for 7 days, and only for their address.",
  own_links:
    "Mail is off, so you get a link to share with each person. It works once, for 7 days, and only for their address. Don’t give it to anyone else: an account created with it counts as theirs.",
  ask_platform_owner:
    "Mail is off, and only platform owners get links. Invite people, then ask a platform owner for the links. People with an account can also sign in to accept.",
};

const SUBMIT: Record<Delivery, string> = {
  mail: "Send invitations",
  own_links: "Create links",
  ask_platform_owner: "Invite",
};

type Application = { id: string; name: string };

const ROLE_LABELS: Record<Role, string> = {
  owner: "Owner: everything, including policy and deleting the organisation",
  admin: "Admin: people, teams and all tokens",
  member: "Member: all applications",
  guest: "Guest: only the applications chosen below",
};

/** Invites one or several people, and shows the outcome for each. */
export function InviteButton(props: {
  organisationId: string;
  /** What the inviter may give, the strongest first. */
  roles: readonly Role[];
  applications: readonly Application[];
  /** How the invited people get their links: by mail, from the inviter, or from an owner of the platform. */
  delivery: Delivery;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <UserPlus aria-hidden="true" /> Invite people
        </Button>
      </DialogTrigger>
      {open && <InviteDialog {...props} close={() => setOpen(false)} />}
    </Dialog>
  );
}

/** What became of the addresses that were sent, `round` times: of the refused ones those of the last time. */
type Outcome = { round: number; invited: readonly Invited[]; refused: readonly Invited[] };

function InviteDialog({
  organisationId,
  roles,
  applications,
  delivery,
  close,
}: Parameters<typeof InviteButton>[0] & { close: () => void }) {
  const [role, setRole] = useState<string>("member");
  const [{ round, invited, refused }, setOutcome] = useState<Outcome>({ round: 0, invited: [], refused: [] });
  const { pending, refusal, wrong, lost, formProps } = useFormAction((form) => inviteAction(organisationId, form), {
    done: "sent",
    onDone: ({ results }) =>
      setOutcome((before) => ({
        round: before.round + 1,
        invited: [...before.invited, ...results.filter(({ status }) => status === "invited")],
        refused: results.filter(({ status }) => status === "refused"),
      })),
  });
  if (round > 0 && refused.length === 0) return <Results results={invited} close={close} />;
  return (
    <DialogContent onInteractOutside={(event) => event.preventDefault()}>
      <DialogHeader title="Invite people">{HOW[delivery]}</DialogHeader>
      <form {...formProps} className="flex min-h-0 flex-1 flex-col">
        <FormKey key={`key ${round}`} />
        <DialogBody className="grid content-start gap-5">
          <ActionNotice lost={lost} refusal={wrong} />
          {round > 0 && <Outcomes results={[...invited, ...refused]} />}
          <Field
            label="E-mail addresses"
            name="emails"
            required
            errors={refusal?.status === "invalid" ? refusal.fields.emails : undefined}
            description="One per line, or separated by commas."
          >
            {/* What was refused stays, to be corrected or taken out. */}
            <Textarea
              key={round}
              defaultValue={refused.map(({ email }) => email).join("\n")}
              rows={Math.min(Math.max(2, refused.length), 6)}
              className="min-h-16"
              autoComplete="off"
              spellCheck={false}
              inputMode="email"
              autoFocus
            />
          </Field>
          <Field label="Role" name="role">
            <NativeSelect value={role} onChange={({ target }) => setRole(target.value)}>
              {roles.map((choice) => (
                <option key={choice} value={choice}>
                  {ROLE_LABELS[choice]}
                </option>
              ))}
            </NativeSelect>
          </Field>
          {role === "guest" && <ApplicationsField applications={applications} />}
          {refusal?.status === "reauthentication_required" && (
            <ProofNotice refusal={refusal} what="inviting an owner or admin" />
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={close} disabled={pending}>
            {invited.length > 0 ? "Done" : "Cancel"}
          </Button>
          <Button type="submit" variant="primary" pending={pending}>
            {SUBMIT[delivery]}
          </Button>
        </DialogFooter>
      </form>
    </DialogContent>
  );
}

/** What a guest is added to. Choices stay when the filter hides them. */
function ApplicationsField({ applications }: { applications: readonly Application[] }) {
  const [filter, setFilter] = useState("");
  if (applications.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        The organisation has no applications yet. Add the guest to applications later, on their pages.
      </p>
    );
  }
  const words = filter.normalize("NFC").trim().toLowerCase();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">Applications</legend>
      {applications.length > 8 && (
        <Input
          aria-label="Filter applications"
          placeholder="Filter by name"
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      )}
      <ul className="grid max-h-64 overflow-y-auto rounded-md border">
        {applications.map(({ id, name }) => (
          <li
            key={id}
            hidden={!name.normalize("NFC").toLowerCase().includes(words)}
            className="flex items-center justify-between gap-3 border-b px-3 py-1.5 last:border-b-0 [&[hidden]]:hidden"
          >
            <span className="min-w-0 break-words text-sm">{name}</span>
            <NativeSelect
              name={`access.${id}`}
              aria-label={`Access to ${name}`}
              className="w-36 shrink-0"
              defaultValue=""
            >
              <option value="">None</option>
              <option value="read">Read</option>
              <option value="write">Read and write</option>
            </NativeSelect>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Results({ results, close }: { results: readonly Invited[]; close: () => void }) {
  const links = results.some((result) => result.status === "invited" && result.link !== null);
  return (
    <DialogContent onInteractOutside={(event) => event.preventDefault()}>
      <DialogHeader title="Invitations">
        {links
          ? "Share each link. If one is lost, create a new one in the list of invited people; it replaces the previous one."
          : "People appear in the list once they accept."}
      </DialogHeader>
      <DialogBody>
        <Outcomes results={results} />
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={close}>
          Done
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}

function Outcomes({ results }: { results: readonly Invited[] }) {
  return (
    <ul aria-label="Invitations" className="grid overflow-hidden rounded-md border text-sm">
      {results.map((result) => (
        <li key={`${result.status} ${result.email}`} className="grid gap-1.5 border-b px-3 py-2.5 last:border-b-0">
          <span className="break-all font-medium">{result.email}</span>
          {result.status === "refused" ? (
            <FormNotice tone="danger">{result.message}</FormNotice>
          ) : result.link === null ? (
            <span className="text-muted-foreground">
              {result.isMailed ? "Invited by mail." : "Invited. Ask a platform owner for the link."}
            </span>
          ) : (
            <span className="flex flex-wrap items-center gap-2">
              <code className="min-w-0 break-all font-mono text-xs">{result.link}</code>
              <CopyButton value={result.link} label={`Copy the link of ${result.email}`} iconOnly />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
