"use client";

import { useState } from "react";
import { rotateTokenAction } from "@/app/(dashboard)/account/access-tokens/[uuid]/rotation/actions";
import { useLastUsed } from "@/components/access-token/list/use-last-used";
import { ActionNotice } from "@/components/form/action-notice";
import { FormNotice } from "@/components/form/form-notice";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { Time } from "@/components/ui/time";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { DEFAULT_OVERLAP_SECONDS } from "@/lib/access-token/rotation/rotation";
import { RefusalNotice } from "../form/refusal-notice";
import type { DialogContext } from "./dialog-context";
import { LastUseMessage } from "./last-use-message";
import { OverlapField } from "./overlap-field";
import { TokenCard } from "./token-card";

type Way = "planned" | "leaked";

// Nobody knows then whether a secret was created, and an unused one does no harm.
const NO_ANSWER: Record<Way, string> = {
  planned:
    "Trying again is safe: if a new secret was generated, the next one replaces it. The one in use keeps working.",
  leaked: "If the secret was already replaced, no one has seen the new one, and trying again replaces it.",
};

/** Give a token a new secret: in two phases, or at once because the present one leaked. */
export function RotateDialog({
  token,
  leaked = false,
  onRotated,
  close,
  restoreFocus,
  settings,
}: DialogContext & {
  token: TokenDetailsJson;
  leaked: boolean | undefined;
  onRotated: (token: TokenDetailsJson, secret: string) => void;
}) {
  const { pending: waiting, retiring } = token.rotation;
  // During an overlap nothing is preselected: the remaining choice ends both secrets.
  const [way, setWay] = useState<Way | undefined>(leaked ? "leaked" : retiring === null ? "planned" : undefined);
  const [overlap, setOverlap] = useState<number>(
    token.rotation_details.pending?.overlap_seconds ?? DEFAULT_OVERLAP_SECONDS,
  );
  const lastUsed = useLastUsed([token], "rotate").get(token.uuid) ?? token;
  const { refusal, wrong, lost, pending, formProps } = useFormAction(
    (form) => rotateTokenAction(token.uuid, way === "leaked" ? { replace_now: true } : { overlap }, form),
    {
      done: "rotated",
      onDone: (rotated) => onRotated(rotated.token, rotated.secret),
      unanswered: NO_ANSWER[way ?? "planned"],
    },
  );
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && close()}>
      <DialogContent
        onCloseAutoFocus={restoreFocus}
        onInteractOutside={(event) => event.preventDefault()}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          // The chosen way; if none is chosen, the first available.
          const radios = [...(formProps.ref.current?.querySelectorAll<HTMLInputElement>("[name=way]:enabled") ?? [])];
          (radios.find(({ checked }) => checked) ?? radios[0])?.focus();
        }}
      >
        <DialogHeader title="Rotate token">
          The token gets a new secret. Its label, scopes, limits, identifier and expiration date stay the same.
        </DialogHeader>
        <form
          {...formProps}
          onSubmit={(event) => (way === undefined ? event.preventDefault() : formProps.onSubmit(event))}
          className="flex min-h-0 flex-1 flex-col"
        >
          <DialogBody className="grid content-start gap-5">
            <TokenCard token={token}>
              <LastUseMessage token={{ ...token, last_use: lastUsed.last_use }} />
            </TokenCard>
            {retiring !== null && token.rotation.retires_at !== null && (
              <FormNotice tone="neutral">
                An overlap is in progress: the old secret <span className="font-mono">{retiring.hint}</span> works until{" "}
                <Time at={token.rotation.retires_at} as="exact" />. End it on the token’s page before you rotate again.
              </FormNotice>
            )}
            <RadioGroup legend="Why a new secret?" className="gap-3.5">
              <Radio
                name="way"
                label="Planned rotation"
                description="Nothing stops working: the old and new secrets overlap."
                checked={way === "planned"}
                disabled={retiring !== null}
                onChange={() => setWay("planned")}
              />
              <Radio
                name="way"
                label="Leaked: replace now"
                description="The new secret works immediately, and every other secret of this token stops working."
                checked={way === "leaked"}
                onChange={() => setWay("leaked")}
              />
            </RadioGroup>
            {way === "planned" && (
              <>
                <Phases hint={token.hint} />
                <OverlapField seconds={overlap} onChange={setOverlap} expiresAt={token.expiration_date} />
                {waiting !== null && (
                  <FormNotice tone="neutral">
                    <span className="font-mono">{waiting.hint}</span> hasn’t been used yet. A new one replaces it; the
                    one in use keeps working.
                  </FormNotice>
                )}
              </>
            )}
            {way === "leaked" && <LeakWarning />}
            <ActionNotice lost={lost} refusal={wrong} />
            <RefusalNotice refusal={refusal} oidcName={settings.oidcName} />
          </DialogBody>
          <DialogFooter>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button
              type="submit"
              variant={way === "leaked" ? "danger" : "primary"}
              pending={pending}
              disabled={way === undefined}
            >
              {way === "leaked" ? "Replace now" : "Generate secret"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** What happens, step by step, when a token is rotated as planned. */
function Phases({ hint }: { hint: string }) {
  return (
    <ol className="grid list-decimal gap-1.5 pl-5 text-sm marker:text-muted-foreground">
      <li>
        You get the new secret now, and nothing changes: <span className="font-mono text-[0.8125rem]">{hint}</span>{" "}
        keeps working. You have 7 days to start using the new one.
      </li>
      <li>The first request with the new secret makes it the current one and starts the overlap, when both work.</li>
      <li>The token’s page shows what still uses the old one, so you can move the rest over.</li>
    </ol>
  );
}

/** What it means to replace a secret at once. */
function LeakWarning() {
  return (
    <FormNotice tone="warning">
      <strong className="font-medium">Requests with the current secret will be denied from now on,</strong> so update
      everything that uses it. There’s no overlap, and this can’t be undone. Tokens created with it keep working: if
      they may have leaked too, revoke them. Webhooks it set up keep sending: check their addresses, or revoke the token
      as leaked, which pauses them.
    </FormNotice>
  );
}
