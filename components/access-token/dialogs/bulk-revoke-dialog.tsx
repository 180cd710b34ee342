"use client";

import { Check, CircleAlert } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";
import { Spinner } from "@/components/ui/spinner";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { DialogContext } from "./dialog-context";
import { LastUseMessage } from "./last-use-message";
import { type RevokeOutcome, useBulkRevoke } from "./use-bulk-revoke";

/** Revoke several tokens, one after the other: it can be stopped between two, and what failed is named and can be tried again. */
export function BulkRevokeDialog({
  tokens,
  onFinished,
  close,
  restoreFocus,
}: DialogContext & { tokens: readonly TokenDetailsJson[]; onFinished: (revoked: string[]) => void }) {
  const { outcomes, running, started, run, stop } = useBulkRevoke(tokens, onFinished);
  const reason = useRef<HTMLInputElement>(null);
  const [invalid, setInvalid] = useState<readonly string[]>();
  const revoked = tokens.filter(({ uuid }) => outcomes.get(uuid)?.state === "revoked").length;
  const failed = tokens.filter(({ uuid }) => outcomes.get(uuid)?.state === "failed").length;
  const open = tokens.length - revoked;
  const finished = started && !running;

  const start = (event: FormEvent) => {
    event.preventDefault();
    const text = reason.current?.value ?? "";
    if ([...text].length > 500) return setInvalid(["The reason has more than 500 characters."]);
    setInvalid(undefined);
    void run(text);
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && !running && close()}>
      <DialogContent
        onCloseAutoFocus={restoreFocus}
        dismissible={!running}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          reason.current?.focus();
        }}
      >
        <DialogHeader title={`Revoke ${tokens.length} ${tokens.length === 1 ? "token" : "tokens"}`}>
          Requests with their secrets will be denied from now on.
        </DialogHeader>
        <form onSubmit={start} noValidate className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid content-start gap-4">
            {started ? (
              <div className="grid gap-2">
                <Progress label="Revoking tokens" value={revoked + failed} max={tokens.length} />
                <p role="status" className="text-muted-foreground text-sm">
                  {revoked} of {tokens.length} revoked
                  {failed > 0 && `, ${failed} failed`}
                  {finished && open > failed && `, ${open - failed} unchanged`}
                </p>
              </div>
            ) : (
              <Field label="Reason" optional errors={invalid} description="Shown with each token and in your activity.">
                <Input ref={reason} dir="auto" autoComplete="off" />
              </Field>
            )}
            <ul className="grid overflow-hidden rounded-lg border">
              {tokens.map((token) => (
                <Row key={token.uuid} token={token} outcome={outcomes.get(token.uuid)} />
              ))}
            </ul>
          </DialogBody>
          <DialogFooter>
            {running ? (
              <Button onClick={stop}>Stop</Button>
            ) : (
              <>
                <Button onClick={close} variant={finished && open === 0 ? "primary" : "secondary"}>
                  {finished ? "Close" : "Cancel"}
                </Button>
                {open > 0 && (
                  <Button type="submit" variant="danger">
                    {finished
                      ? `Try the other ${open === 1 ? "one" : open} again`
                      : `Revoke ${tokens.length === 1 ? "token" : `${tokens.length} tokens`}`}
                  </Button>
                )}
              </>
            )}
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function Row({ token, outcome }: { token: TokenDetailsJson; outcome: RevokeOutcome | undefined }) {
  return (
    <li className="flex items-start gap-3 border-b px-3.5 py-2.5 last:border-b-0">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <bdi className="truncate font-medium text-sm">{token.label}</bdi>
        <p className="text-[0.8125rem] text-muted-foreground">
          {outcome?.state === "failed" ? (
            <span className="text-danger-text">{outcome.message}</span>
          ) : (
            <LastUseMessage token={token} />
          )}
        </p>
      </div>
      <span className="flex items-center gap-1.5 pt-0.5 text-[0.8125rem]">
        {outcome?.state === "running" && <Spinner />}
        {outcome?.state === "revoked" && (
          <>
            <Check aria-hidden="true" className="size-4" /> Revoked
          </>
        )}
        {outcome?.state === "failed" && (
          <span className="flex items-center gap-1.5 text-danger-text">
            <CircleAlert aria-hidden="true" className="size-4" /> Failed
          </span>
        )}
      </span>
    </li>
  );
}
