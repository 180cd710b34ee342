"use client";

import { useEffect, useRef, useState } from "react";
import { replaceUnstoredAction } from "@/app/(dashboard)/account/access-tokens/[uuid]/rotation/actions";
import type { Unstored } from "@/components/access-token/reveal/unstored";
import { FormNotice } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";
import { RefusalNotice } from "../form/refusal-notice";
import type { DialogContext } from "./dialog-context";
import { TokenCard } from "./token-card";
import { useVerb } from "./use-verb";

const AFTERWARDS: Record<Unstored["state"], string> = {
  current: "It replaces the secret that was never stored, which stops working at once.",
  pending:
    "It replaces the new secret that was never stored. The one in use keeps working until the new one is first used.",
};

/** Give a token another secret in the place of one that was shown and never stored. */
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
  const form = useRef<HTMLFormElement>(null);
  const [proof, setProof] = useState<ProofRefusal>();
  const { run, pending, error } = useVerb(
    () => replaceUnstoredAction(token.uuid, unstored.hint, new FormData(form.current ?? undefined)),
    {
      onDone: (result) => (result.status === "rotated" ? onReplaced(result.token, result.secret) : setProof(result)),
      failed:
        "The server did not answer. Reload the page: if a secret was generated, it says that this one was not stored either.",
    },
  );
  useEffect(() => {
    if (proof !== undefined) form.current?.querySelector<HTMLElement>("[data-refusal]")?.focus();
  }, [proof]);

  return (
    <Dialog open onOpenChange={(open) => !open && !pending && close()}>
      <DialogContent size="sm" onCloseAutoFocus={restoreFocus}>
        <DialogHeader title="Generate a new secret">{AFTERWARDS[unstored.state]}</DialogHeader>
        <form
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
          className="flex min-h-0 flex-1 flex-col"
        >
          <DialogBody className="grid content-start gap-5">
            <TokenCard token={token}>
              {unstored.state === "pending" && (
                <>
                  Not stored: <span className="font-mono">{unstored.hint}</span>
                </>
              )}
            </TokenCard>
            <RefusalNotice refusal={proof} oidcName={settings.oidcName} />
            {error && <FormNotice tone="danger">{error}</FormNotice>}
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
