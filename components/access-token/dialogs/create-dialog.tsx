"use client";

import { Link2 } from "lucide-react";
import { useId, useState } from "react";
import { createTokenAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { ActionNotice } from "@/components/form/action-notice";
import { FormKey } from "@/components/form/form-key";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { NO_TEXTS } from "@/lib/access-token/fields";
import { DEFAULT_EXPIRATION } from "@/lib/access-token/form/expiration-choice";
import type { TokenOrganisation } from "@/lib/access-token/form/organisation";
import type { Prefill, TokenFormValues } from "@/lib/access-token/form/prefill";
import type { TokenJson } from "@/lib/access-token/json";
import type { ActsAs } from "@/lib/authorization/strength";
import { AssignmentFields } from "../form/assignment-fields";
import { PolicyWarning } from "../form/policy-warning";
import { RefusalNotice } from "../form/refusal-notice";
import { TokenFields } from "../form/token-fields";
import { TokenSummary } from "../form/token-summary";
import { useTokenForm } from "../form/use-token-form";
import type { DialogContext } from "./dialog-context";
import { NoRoomDialog } from "./no-room-dialog";

// Whoever creates a token says what it can do: nothing is given by default.
const EMPTY: TokenFormValues = {
  ...NO_TEXTS,
  purpose: "other",
  scopes: undefined,
  mayRotateItself: false,
  limits: undefined,
  networks: null,
  expiration: DEFAULT_EXPIRATION,
  local: "",
};

type CreateDialogProps = DialogContext & {
  prefill: Prefill | undefined;
  /** Whose token it will be; undefined for a personal one. */
  organisation: TokenOrganisation | undefined;
  onCreated: (token: TokenJson, secret: string) => void;
};

/**
 * Create a token: what must be filled in is its label, what it reaches and its scopes.
 * @param reachedLimit how many active tokens there are, if there can be no more: then there is no form
 */
export function CreateDialog({ reachedLimit, ...props }: CreateDialogProps & { reachedLimit: number | undefined }) {
  // As it was when the dialog opened: a form that is being filled in stays.
  const [limit] = useState(reachedLimit);
  if (limit === undefined) return <CreateForm {...props} />;
  const { organisation, close, restoreFocus } = props;
  return <NoRoomDialog {...{ organisation, limit, close, restoreFocus }} title={titleOf(organisation)} />;
}

function titleOf(organisation: TokenOrganisation | undefined): string {
  return organisation === undefined ? "Create access token" : "Create organisation token";
}

function CreateForm({ prefill, organisation, onCreated, close, restoreFocus, settings }: CreateDialogProps) {
  const { refusal, wrong, lost, pending, formProps } = useFormAction(createTokenAction, {
    done: "created",
    onDone: ({ token, secret }) => onCreated(token, secret),
    unanswered: "The token may already exist. Trying again won’t create a second one.",
  });
  const [actsAs, setActsAs] = useState<ActsAs>("member");
  const values = { ...EMPTY, ...prefill?.values };
  const form = useTokenForm(values, true);
  const summaryId = useId();
  const owner = organisation && { ...organisation, actsAs };
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && close()}>
      <DialogContent
        onCloseAutoFocus={restoreFocus}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          formProps.ref.current?.querySelector<HTMLInputElement>("[name=label]")?.focus();
        }}
        // A click beside the dialog does not discard a half-filled form; Escape and Cancel do.
        onInteractOutside={(event) => event.preventDefault()}
      >
        <DialogHeader title={titleOf(organisation)}>
          {organisation === undefined
            ? "One token for each place that uses it. Revoke one; the rest keep working."
            : `It belongs to ${organisation.name} and keeps working when people leave.`}
        </DialogHeader>
        <form {...formProps} className="flex min-h-0 flex-1 flex-col">
          <FormKey />
          <DialogBody className="grid content-start gap-5">
            {prefill?.given && <FilledByLink ignored={prefill.ignored} />}
            <TokenFields
              values={values}
              form={form}
              suggests
              organisation={owner}
              ownNetwork={settings.ownNetwork}
              refusal={refusal}
            >
              {organisation && (
                <AssignmentFields organisation={organisation} actsAs={actsAs} onActsAs={setActsAs} refusal={refusal} />
              )}
            </TokenFields>
            <PolicyWarning isOwn={organisation !== undefined} />
            <ActionNotice lost={lost} refusal={wrong} />
            <RefusalNotice refusal={refusal} oidcName={settings.oidcName} organisation={organisation} />
          </DialogBody>
          <TokenSummary id={summaryId} form={form} organisation={owner} />
          <DialogFooter>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button
              type="submit"
              variant="primary"
              pending={pending}
              aria-describedby={summaryId}
              aria-keyshortcuts="Control+Enter Meta+Enter"
            >
              Create token
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function FilledByLink({ ignored }: { ignored: readonly string[] }) {
  return (
    <div className="flex items-start gap-3 rounded-lg border bg-sunken p-3.5 text-sm">
      <Link2 aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <div className="grid min-w-0 gap-1">
        <p>
          <strong className="font-medium">Filled in by a link.</strong> Check what it asks for: nothing is created until
          you press <em>Create token</em>.
        </p>
        {ignored.length > 0 && (
          <div className="text-muted-foreground">
            <p>Left out:</p>
            <ul className="list-disc pl-5">
              {ignored.map((sentence) => (
                <li key={sentence} className="break-words">
                  {sentence}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}
