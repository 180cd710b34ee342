"use client";

import { useRef, useState } from "react";
import { revokeTokenAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { useLastUsed } from "@/components/access-token/list/use-last-used";
import { ActionNotice } from "@/components/form/action-notice";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { UNDOABLE_FOR_MINUTES } from "@/lib/access-token/rotation/rotation";
import type { DialogContext } from "./dialog-context";
import { LastUseMessage } from "./last-use-message";
import { MadeWith } from "./made-with";
import { TokenCard } from "./token-card";

/** The outcome of a revoke: `also` is how many tokens were revoked with a leaked one. */
export type Revoked = { leaked: boolean; also: number };

/** Revoke one token after showing what last used it: with an undo, or permanently because it leaked. */
export function RevokeDialog({
  token,
  onRevoked,
  onReplaceNow,
  close,
  restoreFocus,
}: DialogContext & {
  token: TokenDetailsJson;
  onRevoked: (token: TokenDetailsJson, how: Revoked) => void;
  onReplaceNow: () => void;
}) {
  // A token that is revoked already can only be revoked permanently.
  const over = token.status === "revoked";
  const [leaked, setLeaked] = useState(over);
  const reason = useRef<HTMLTextAreaElement>(null);
  // Asked again while the dialog is open: whether it is in use right now is what decides.
  const lastUsed = useLastUsed([token], "revoke").get(token.uuid) ?? token;
  const { refusal, wrong, lost, pending, formProps } = useFormAction(
    (form) => revokeTokenAction(token.uuid, String(form.get("reason") ?? ""), leaked),
    {
      done: "revoked",
      onDone: ({ also }) => onRevoked(token, { leaked, also }),
      unanswered: "The token may still work.",
    },
  );
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && close()}>
      <DialogContent
        size="sm"
        onCloseAutoFocus={restoreFocus}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          reason.current?.focus();
        }}
      >
        <DialogHeader title="Revoke token">
          {over
            ? "It already doesn’t work. Mark it as leaked to make that permanent and revoke what it created too."
            : "Requests with its secret will be denied from now on. Your other tokens keep working."}
        </DialogHeader>
        <form {...formProps} className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-5">
            <ActionNotice lost={lost} refusal={wrong} />
            <TokenCard token={token}>
              <LastUseMessage token={{ ...token, last_use: lastUsed.last_use }} />
            </TokenCard>
            <RadioGroup legend="How" className="gap-3.5">
              <Radio
                name="how"
                label="Revoke"
                disabled={over}
                description={`If it was a mistake, you can undo it for ${UNDOABLE_FOR_MINUTES} minutes.`}
                checked={!leaked}
                onChange={() => setLeaked(false)}
              />
              <Radio
                name="how"
                label="Leaked: permanently revoke it and everything it created"
                description="This can’t be undone. Invitations it sent and access it granted end too, and owners are told what else it changed."
                checked={leaked}
                onChange={() => setLeaked(true)}
              />
            </RadioGroup>
            {leaked && (
              <div className="grid gap-3 rounded-lg border bg-sunken p-3.5 text-sm">
                <MadeWith uuid={token.uuid} />
                {token.status === "active" && (
                  <p className="border-t pt-3 text-muted-foreground">
                    Need to keep this token?{" "}
                    <Button variant="link" onClick={onReplaceNow}>
                      Replace its secret now
                    </Button>{" "}
                    instead: the leaked one stops working immediately.
                  </p>
                )}
              </div>
            )}
            <Field
              label="Reason"
              name="reason"
              optional
              errors={refusal?.status === "invalid" ? refusal.fields.reason : undefined}
              description="Shown with the token and in your activity."
            >
              <Textarea ref={reason} rows={2} className="min-h-16" dir="auto" />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button type="submit" variant="danger" pending={pending}>
              {leaked ? "Revoke permanently" : "Revoke token"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
