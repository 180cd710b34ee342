"use client";

import { KeyRound } from "lucide-react";
import { useId, useState } from "react";
import { editTokenAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { ActionNotice } from "@/components/form/action-notice";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { useTimezone } from "@/components/ui/time-context";
import { textsOf } from "@/lib/access-token/fields";
import { DEFAULT_EXPIRATION } from "@/lib/access-token/form/expiration-choice";
import type { TokenOrganisation } from "@/lib/access-token/form/organisation";
import type { TokenDetailsJson, TokenJson } from "@/lib/access-token/json";
import { allowsScope } from "@/lib/authorization/scope";
import { toLocal } from "@/lib/time/local";
import { AssignmentFields } from "../form/assignment-fields";
import { PolicyWarning } from "../form/policy-warning";
import { RefusalNotice } from "../form/refusal-notice";
import { TokenFields } from "../form/token-fields";
import { TokenSummary } from "../form/token-summary";
import { useTokenForm } from "../form/use-token-form";
import type { DialogContext } from "./dialog-context";

/** Change a token in place; its secret stays. `addScopes` are ticked beside what it has: someone's link asked for them. */
export function EditDialog({
  token,
  addScopes = [],
  focus,
  organisation,
  onEdited,
  close,
  restoreFocus,
  settings,
}: DialogContext & {
  token: TokenDetailsJson;
  addScopes: readonly string[] | undefined;
  /** Which field has the focus first, when it is not the label. */
  focus: "expiration" | undefined;
  /** Whose token it is; undefined for a personal one. */
  organisation: TokenOrganisation | undefined;
  onEdited: (token: TokenJson) => void;
}) {
  const timezone = useTimezone();
  const { refusal, wrong, lost, pending, formProps } = useFormAction((form) => editTokenAction(token.uuid, form), {
    done: "edited",
    onDone: ({ token: edited }) => onEdited(edited),
  });
  const [actsAs, setActsAs] = useState(token.acts_as ?? "member");
  const missing = addScopes.filter((scope) => !allowsScope(token.scopes, scope));
  const expired = token.status === "expired";
  const values = {
    ...textsOf(token),
    purpose: token.purpose,
    scopes: [...token.scopes, ...missing],
    mayRotateItself: token.may_rotate_itself,
    limits: token.limits,
    networks: token.allowed_networks,
    expiration: expired ? DEFAULT_EXPIRATION : "keep",
    local: token.expiration_date === null ? "" : toLocal(new Date(token.expiration_date), timezone),
  };
  const keep = expired ? undefined : token.expiration_date;
  const fields = useTokenForm(values, false);
  const summaryId = useId();
  const owner =
    token.owner.type === "organisation"
      ? { id: token.owner.uuid, name: token.owner.name, actsAs, mayGrantVerify: organisation?.mayGrantVerify ?? false }
      : undefined;
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && close()}>
      <DialogContent
        onCloseAutoFocus={restoreFocus}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          formProps.ref.current?.querySelector<HTMLElement>(`[name=${focus ?? "label"}]`)?.focus();
        }}
        onInteractOutside={(event) => event.preventDefault()}
      >
        <DialogHeader title="Edit token">
          {expired
            ? "It has expired. Choose a later expiration date, and the same secret works again."
            : "Its secret stays the same. Reductions apply immediately; increases may need your password."}
        </DialogHeader>
        <form {...formProps} className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-5">
            {addScopes.length > 0 && <AskedScopes asked={addScopes} missing={missing} />}
            <TokenFields
              values={values}
              form={fields}
              emptied={token.limits?.length === 0}
              keep={keep}
              asked={missing}
              organisation={owner}
              ownNetwork={settings.ownNetwork}
              refusal={refusal}
            >
              {organisation && (
                <AssignmentFields
                  organisation={organisation}
                  token={token}
                  actsAs={actsAs}
                  onActsAs={setActsAs}
                  refusal={refusal}
                />
              )}
            </TokenFields>
            <PolicyWarning uuid={token.uuid} isOwn={token.owner.type === "organisation"} />
            <ActionNotice lost={lost} refusal={wrong} />
            <RefusalNotice refusal={refusal} oidcName={settings.oidcName} organisation={organisation} />
          </DialogBody>
          <TokenSummary id={summaryId} form={fields} keep={keep} organisation={owner} />
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
              Save changes
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function AskedScopes({ asked, missing }: { asked: readonly string[]; missing: readonly string[] }) {
  return (
    <div className="flex items-start gap-3 rounded-lg border bg-sunken p-3.5 text-sm">
      <KeyRound aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <p className="min-w-0">
        A request was denied because this token lacks{" "}
        {asked.map((scope, index) => (
          <span key={scope}>
            {index > 0 && ", "}
            <code className="break-all font-mono text-[0.8125rem]">{scope}</code>
          </span>
        ))}
        .{" "}
        {missing.length > 0
          ? "It is ticked below and granted when you save. If you don’t recognise that request, cancel."
          : "The token has it by now: there’s nothing to change."}
      </p>
    </div>
  );
}
