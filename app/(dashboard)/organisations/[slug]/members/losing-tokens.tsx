"use client";

import { useState } from "react";
import { confirmStoredAction } from "@/app/(dashboard)/account/access-tokens/[uuid]/rotation/actions";
import { ActionNotice } from "@/components/form/action-notice";
import { FormKey } from "@/components/form/form-key";
import { FormNotice } from "@/components/form/form-notice";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Time } from "@/components/ui/time";
import { errorOf } from "@/components/ui/use-mended";
import type { Leaving } from "@/lib/organisation/member/leaving";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";
import { replaceTokenAction } from "./actions";

type Losing = Leaving["losing"][number];

/** Personal tokens that lose access, each with the offer of one of the organisation that can do the same here. */
export function LosingTokens({
  organisationId,
  tokens: losing,
  name,
  onShown,
  onStored,
}: {
  organisationId: string;
  tokens: readonly Losing[];
  name: string;
  /** The secret of the replacement is on the page, and nowhere else. */
  onShown: (uuid: string) => void;
  onStored: (uuid: string) => void;
}) {
  // One whose secret is shown stays, also when by now it loses nothing, or has ended.
  const [replaced, setReplaced] = useState<readonly Losing[]>([]);
  const tokens = [...losing, ...replaced.filter(({ uuid }) => losing.every((token) => token.uuid !== uuid))];
  if (tokens.length === 0) {
    return <p className="text-muted-foreground text-sm">{name} has no tokens with access to the organisation.</p>;
  }
  return (
    <section className="grid gap-2 text-sm">
      <h3 className="font-medium">
        {tokens.length} personal {tokens.length === 1 ? "token loses" : "tokens lose"} access
      </h3>
      <p className="text-muted-foreground">
        If a job or server uses one, replace it first. The new token belongs to the organisation and can do the same
        here.
      </p>
      <ul className="grid overflow-hidden rounded-md border">
        {tokens.map((token) => (
          <LosingToken
            key={token.uuid}
            organisationId={organisationId}
            token={token}
            onShown={() => {
              setReplaced((shown) => [...shown, token]);
              onShown(token.uuid);
            }}
            onStored={() => onStored(token.uuid)}
          />
        ))}
      </ul>
    </section>
  );
}

/** When a token was used last, in words. */
export function LastUse({ at }: { at: string | null }) {
  return (
    <span className="text-[0.8125rem] text-muted-foreground">
      {at === null ? (
        "Never used"
      ) : (
        <>
          Last used <Time at={at} tense="past" />
        </>
      )}
    </span>
  );
}

function LosingToken({
  organisationId,
  token,
  onShown,
  onStored,
}: {
  organisationId: string;
  token: Losing;
  onShown: () => void;
  onStored: () => void;
}) {
  const [made, setMade] = useState<{ uuid: string; hint: string; secret: string }>();
  const { pending, refusal, wrong, lost, formProps } = useFormAction(
    (form) => replaceTokenAction(organisationId, token.uuid, form),
    {
      done: "created",
      onDone: ({ token: { uuid, hint }, secret }) => {
        setMade({ uuid, hint, secret });
        onShown();
      },
      unanswered: "It may already be among the organisation’s tokens.",
    },
  );
  return (
    <li className="grid gap-2 border-b px-3 py-2.5 last:border-b-0">
      <form {...formProps} className="grid gap-2">
        <FormKey />
        <div className="flex items-center justify-between gap-3">
          <span className="grid min-w-0">
            <bdi className="break-words">{token.label}</bdi>
            <LastUse at={token.last_used_at} />
            {token.places !== null && (
              <span className="text-[0.8125rem] text-muted-foreground">Only {token.places.join(", ")}</span>
            )}
          </span>
          {made === undefined && (
            <Button type="submit" size="sm" pending={pending} className="shrink-0">
              Replace<span className="sr-only"> {token.label}</span>
            </Button>
          )}
        </div>
        {refusal?.status === "reauthentication_required" && <Proof refusal={refusal} />}
        <ActionNotice lost={lost} refusal={wrong} />
      </form>
      {made !== undefined && (
        <div className="grid gap-2 rounded-md border border-active bg-sunken p-3">
          <p className="text-[0.8125rem]">
            Its secret, only shown once. Store it where the old one was, then continue.
          </p>
          <div className="flex flex-wrap items-center gap-2">
            <code className="min-w-0 break-all font-mono text-[0.8125rem]">{made.secret}</code>
            <CopyButton
              value={made.secret}
              label="Copy secret"
              onCopied={() => {
                onStored();
                // If that fails, the token's page asks for it later.
                confirmStoredAction(made.uuid, made.hint).catch(() => {});
              }}
            />
          </div>
        </div>
      )}
    </li>
  );
}

function Proof({ refusal }: { refusal: ProofRefusal }) {
  if (refusal.method === "oidc") {
    return (
      <FormNotice tone="danger">
        Sign in again first. This is needed for a token that never expires, has full access or can delete.
      </FormNotice>
    );
  }
  return (
    <Field
      label="Password"
      name="password"
      errors={refusal.message === undefined ? undefined : errorOf(refusal, refusal.message)}
      description="Needed for a token that never expires, has full access or can delete."
      className="sm:max-w-72"
    >
      <Input type="password" autoComplete="current-password" autoFocus />
    </Field>
  );
}
