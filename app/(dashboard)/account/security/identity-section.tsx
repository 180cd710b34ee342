"use client";

import { ActionNotice } from "@/components/form/action-notice";
import { FormNotice } from "@/components/form/form-notice";
import { PasswordInput } from "@/components/form/password-input";
import { usePostedForm } from "@/components/form/use-posted-form";
import { WaitNotice } from "@/components/form/wait-notice";
import { Section } from "@/components/page/section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Time } from "@/components/ui/time";
import { errorOf } from "@/components/ui/use-mended";
import { IDENTITY_REFUSALS } from "@/lib/oidc/refusals";
import { PASSWORD_REFUSALS } from "@/lib/session/refusals";
import { connectIdentityAction, disconnectIdentityAction, type IdentityState } from "./actions";

export type ListedIdentity = { id: string; name: string; account: string; connectedAt: Date; lastUsedAt: Date | null };

/** Accounts elsewhere that sign in to this one. Changing them asks for a proof of identity that is not old. */
export function IdentitySection({
  provider,
  connectable,
  identities,
  hasPassword,
  fresh,
}: {
  provider: string | undefined;
  /** Whether the provider can be connected: it is not connected yet. */
  connectable: boolean;
  identities: readonly ListedIdentity[];
  hasPassword: boolean;
  fresh: boolean;
}) {
  const name = provider ?? "the provider";
  const asksPassword = !fresh && hasPassword;
  return (
    <Section title="Single sign-on" about="Accounts you can sign in with instead of this password.">
      <div className="grid gap-4">
        {identities.length > 0 && (
          <ul aria-label="Connected accounts" className="divide-y rounded-lg border bg-surface">
            {identities.map((identity) => (
              <IdentityRow
                key={identity.id}
                identity={identity}
                asksPassword={asksPassword}
                isOnlyWayIn={!hasPassword && identities.length === 1}
              />
            ))}
          </ul>
        )}
        {!fresh && !hasPassword && (
          <div className="grid justify-items-start gap-2 text-sm">
            <p className="text-muted-foreground">Confirm that it’s you before you change anything here.</p>
            <Button asChild>
              <a href="/login?fresh=1&callbackUrl=/account/security">Sign in again with {name}</a>
            </Button>
          </div>
        )}
        {connectable && <ConnectForm name={name} asksPassword={asksPassword} />}
      </div>
    </Section>
  );
}

function ConnectForm({ name, asksPassword }: { name: string; asksPassword: boolean }) {
  const { state, lost, pending, formProps } = usePostedForm(connectIdentityAction, { status: "idle" });
  return (
    <form {...formProps} className="grid max-w-sm gap-4">
      <ActionNotice lost={lost} />
      <Refusal state={state} />
      {asksPassword && <ProofField state={state} label={`Your password, to connect ${name}`} />}
      <Button type="submit" pending={pending} className="justify-self-start">
        Connect {name}
      </Button>
    </form>
  );
}

function IdentityRow({
  identity,
  asksPassword,
  isOnlyWayIn,
}: {
  identity: ListedIdentity;
  asksPassword: boolean;
  isOnlyWayIn: boolean;
}) {
  const { state, lost, pending, formProps } = usePostedForm(disconnectIdentityAction, { status: "idle" });
  return (
    <li className="grid gap-3 px-4 py-3.5">
      <div className="grid min-w-0 gap-0.5">
        <p className="truncate font-medium text-sm">
          {identity.name} <span className="font-normal text-muted-foreground">{identity.account}</span>
        </p>
        <p className="text-[0.8125rem] text-muted-foreground leading-5">
          Connected <Time at={identity.connectedAt} />
          {identity.lastUsedAt && (
            <>
              , last used <Time at={identity.lastUsedAt} />
            </>
          )}
        </p>
      </div>
      {isOnlyWayIn ? (
        <p className="text-sm">It is the only way to sign in to this account, so it can’t be disconnected.</p>
      ) : (
        <form {...formProps} className="grid max-w-sm gap-3">
          <ActionNotice lost={lost} />
          <Refusal state={state} />
          <input type="hidden" name="id" value={identity.id} />
          {asksPassword && <ProofField state={state} label="Your password, to disconnect it" />}
          <Button type="submit" size="sm" pending={pending} className="justify-self-start">
            Disconnect
          </Button>
        </form>
      )}
    </li>
  );
}

function ProofField({ state, label }: { state: IdentityState; label: string }) {
  return (
    <Field
      label={label}
      name="password"
      errors={state.status === "wrong_password" ? errorOf(state, PASSWORD_REFUSALS.wrong_password) : undefined}
      required
    >
      <PasswordInput autoComplete="current-password" />
    </Field>
  );
}

function Refusal({ state }: { state: IdentityState }) {
  if (state.status === "slow_down")
    return <WaitNotice key={`${state.retryAt.getTime()}.${state.waitSeconds}`} seconds={state.waitSeconds} />;
  if (state.status === "last_way_in") {
    return <FormNotice tone="danger">{IDENTITY_REFUSALS.last_way_in}</FormNotice>;
  }
  if (state.status === "use_oidc") return <FormNotice tone="danger">{PASSWORD_REFUSALS.use_oidc}</FormNotice>;
  return null;
}
