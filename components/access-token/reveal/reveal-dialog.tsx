"use client";

import { Download } from "lucide-react";
import { useEffect, useEffectEvent, useId, useLayoutEffect, useState } from "react";
import type { DialogContext, RevealedState } from "@/components/access-token/dialogs/dialog-context";
import { LeaveQuestion } from "@/components/secret/leave-question";
import { useLeavingGuard } from "@/components/secret/use-leaving-guard";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TokenJson } from "@/lib/access-token/json";
import { SecretTest } from "./secret-test";
import { SnippetTabs } from "./snippet-tabs";
import { envFile } from "./snippets";

/**
 * The one time that a secret is shown. Until it was copied, downloaded or confirmed as stored, every way out asks first. The
 * secret is in this component's memory: it is gone when the dialog is.
 */
export function RevealDialog({
  token,
  secret,
  secretState,
  onStored,
  close,
  restoreFocus,
  settings,
}: DialogContext & {
  token: TokenJson;
  secret: string;
  secretState: RevealedState;
  /** Called once it is certain that nothing is lost: at the latest when the dialog goes. */
  onStored: () => void;
}) {
  const [taken, setTaken] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const [nudged, setNudged] = useState(false);
  const hintId = useId();
  const safe = taken || confirmed;
  const guard = useLeavingGuard(!safe, close);
  const tellTaken = useEffectEvent(onStored);
  useEffect(() => {
    if (taken) tellTaken();
  }, [taken]);
  // A box that is ticked can be cleared again: it counts as it stands when the dialog goes, whichever way.
  const tellConfirmed = useEffectEvent(() => {
    if (confirmed && !taken) onStored();
  });
  useLayoutEffect(() => () => tellConfirmed(), []);

  return (
    <Dialog open onOpenChange={(open) => !open && guard.ask(close)}>
      <DialogContent
        onCloseAutoFocus={restoreFocus}
        onPointerDownOutside={(event) => {
          event.preventDefault();
          if (!safe) guard.ask(close);
        }}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          focusSecret();
        }}
      >
        <DialogHeader title={secretState === "new" ? "Your new token" : "Your new secret"}>
          <p>
            This is the only time you’ll see the {secretState === "new" ? "" : "new "}secret of{" "}
            <bdi className="break-words font-medium text-foreground">{token.label}</bdi>. {AFTERWARDS[secretState]}
          </p>
        </DialogHeader>
        <DialogBody className="grid content-start gap-5">
          <div className="grid gap-2.5">
            <Field label="Secret">
              <Input
                readOnly
                data-secret=""
                value={secret}
                onFocus={({ currentTarget: field }) => selectAll(field)}
                autoComplete="off"
                spellCheck={false}
                data-1p-ignore=""
                className="h-11 font-mono text-sm tracking-tight sm:text-[0.9375rem]"
              />
            </Field>
            <div className="flex flex-wrap gap-2">
              <CopyButton
                value={secret}
                label="Copy"
                variant={safe ? "secondary" : "primary"}
                onCopied={() => setTaken(true)}
              />
              <Button
                onClick={() => {
                  download(envFile({ secret, token, brandName: settings.brandName }));
                  setTaken(true);
                }}
              >
                <Download aria-hidden="true" />
                Download .env
              </Button>
              <SecretTest secret={secret} pending={secretState === "pending"} />
            </div>
          </div>
          <SnippetTabs
            secret={secret}
            pending={secretState === "pending"}
            settings={settings}
            onCopied={() => setTaken(true)}
          />
        </DialogBody>
        <DialogFooter className="flex-nowrap gap-3 max-sm:flex-col max-sm:items-stretch sm:justify-between">
          <div className="grid gap-1">
            <CheckboxField
              label={`I have stored this ${secretState === "new" ? "token" : "secret"}`}
              checked={confirmed}
              onChange={(event) => setConfirmed(event.target.checked)}
            />
            <p
              id={hintId}
              role="status"
              className={cn(
                "text-[0.8125rem] leading-5",
                nudged && !safe ? "text-danger-text" : "text-muted-foreground",
              )}
            >
              {safe
                ? "You can close this now."
                : nudged
                  ? "Not yet: copy or download the secret, or tick the box first."
                  : "Copy or download it, or tick the box, before you close this."}
            </p>
          </div>
          <Button
            variant={safe ? "primary" : "secondary"}
            aria-disabled={safe ? undefined : true}
            aria-describedby={safe ? undefined : hintId}
            onClick={() => (safe ? close() : setNudged(true))}
          >
            Done
          </Button>
        </DialogFooter>
        <LeaveQuestion guard={guard} onStay={focusSecret} />
      </DialogContent>
    </Dialog>
  );
}

const AFTERWARDS: Record<RevealedState, string> = {
  new: "We only keep a fingerprint of it.",
  pending: "Use it in place of the old one, which keeps working until this one is first used.",
  replaced: "It works now, and the old one doesn’t: update everything that uses the token.",
};

function focusSecret(): void {
  document.querySelector<HTMLInputElement>("[data-secret]")?.focus();
}

/** Select a field's whole text; a narrow one then shows its beginning, where browsers would scroll to its end. */
function selectAll(field: HTMLInputElement): void {
  field.select();
  requestAnimationFrame(() => {
    field.scrollLeft = 0;
  });
}

function download(file: { name: string; text: string }): void {
  const url = URL.createObjectURL(new Blob([file.text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(url);
}
