"use client";

import { replaceUnstoredAction } from "@/app/(dashboard)/account/access-tokens/[uuid]/rotation/actions";
import type { Unstored } from "@/components/access-token/reveal/unstored";
import { ActionNotice } from "@/components/form/action-notice";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { RefusalNotice } from "../form/refusal-notice";
import type { DialogContext } from "./dialog-context";
import { TokenCard } from "./token-card";

const AFTERWARDS: Record<Unstored["state"], string> = {
  current: "It replaces the secret that was never stored, which stops working immediately.",
  pending:
    "It replaces the new secret that was never stored. The one in use keeps working until the new one is first used.",
};

/** Replace a secret that was shown and never stored. */
export function ReplaceUnstoredDialog({
  token,
  unstored,
  onReplaced,
  close,
  restoreFocus,
  settings,
}: DialogContext & {
  token: TokenDetailsJson;
  unstored: Unstored;
  onReplaced: (token: TokenDetailsJson, secret: string) => void;
}) {
  const { refusal, wrong, lost, pending, formProps } = useFormAction(
    (form) => replaceUnstoredAction(token.uuid, unstored.hint, form),
    {
      done: "rotated",
      onDone: (rotated) => onReplaced(rotated.token, rotated.secret),
      unanswered: "Reload the page: it tells you if a secret was generated and not stored.",
    },
  );
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && close()}>
      <DialogContent size="sm" onCloseAutoFocus={restoreFocus}>
        <DialogHeader title="Generate a new secret">{AFTERWARDS[unstored.state]}</DialogHeader>
        <form {...formProps} className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-5">
            <TokenCard token={token}>
              {unstored.state === "pending" && (
                <>
                  Not stored: <span className="font-mono">{unstored.hint}</span>
                </>
              )}
            </TokenCard>
            <ActionNotice lost={lost} refusal={wrong} />
            <RefusalNotice refusal={refusal} oidcName={settings.oidcName} />
          </DialogBody>
          <DialogFooter>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" pending={pending}>
              Generate secret
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
