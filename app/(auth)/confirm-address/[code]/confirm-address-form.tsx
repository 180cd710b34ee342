"use client";

import { ActionNotice } from "@/components/form/action-notice";
import { PasswordInput } from "@/components/form/password-input";
import { usePostedForm } from "@/components/form/use-posted-form";
import { WaitNotice } from "@/components/form/wait-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { errorOf } from "@/components/ui/use-mended";
import { CONFIRM_ADDRESS_REFUSALS } from "@/lib/address-proof/refusals";
import { DeadLinkNotice } from "../../dead-link-notice";
import { confirmAddressAction } from "./actions";

/** The password of the account, and what to do without it: someone else may have made the account. */
export function ConfirmAddressForm({ code, email }: { code: string; email: string }) {
  const { state, lost, pending, formProps } = usePostedForm(confirmAddressAction, { status: "idle" });
  return (
    <form {...formProps} className="grid gap-4">
      <ActionNotice lost={lost} />
      {state.status === "dead_link" && <DeadLinkNotice again={{ label: "Back to home", href: "/" }} />}
      {state.status === "slow_down" && (
        <WaitNotice key={`${state.retryAt.getTime()}.${state.waitSeconds}`} seconds={state.waitSeconds} />
      )}
      <input type="hidden" name="code" value={code} />
      {/* For password managers: whose password this is. */}
      <input type="email" name="email" autoComplete="username" defaultValue={email} hidden readOnly />
      <Field
        label="Password"
        name="password"
        errors={state.status === "wrong_password" ? errorOf(state, CONFIRM_ADDRESS_REFUSALS.wrong_password) : undefined}
        required
      >
        <PasswordInput autoComplete="current-password" />
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="mt-1 w-full">
        Confirm address
      </Button>
      <p className="text-muted-foreground text-sm">
        Don’t know the password? Someone else may have created this account.{" "}
        <Link href="/forgot-password" className="link">
          Choose a new password
        </Link>
        : this revokes all existing access tokens and ends all sessions.
      </p>
    </form>
  );
}
