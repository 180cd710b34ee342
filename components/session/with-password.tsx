"use client";

import { type FormEvent, useRef, useState } from "react";
import { FormNotice } from "@/components/form/form-notice";
import { PasswordInput } from "@/components/form/password-input";
import { UNANSWERED } from "@/components/form/use-action";
import { WaitNotice } from "@/components/form/wait-notice";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { errorOf } from "@/components/ui/use-mended";
import { LeaveButton } from "./leave-button";
import type { WayBack } from "./way-back";
import { signInHere } from "./who-is-here";

type Refusal = Exclude<Awaited<ReturnType<typeof signInHere>>, { status: "signed_in" }>;

/** The password of the page's account. Another way to sign in is a tab away: coming back from it is noticed. */
export function WithPassword({ account, other, onSignedIn }: WayBack) {
  const [refusal, setRefusal] = useState<Refusal>();
  const [pending, setPending] = useState(false);
  const [tries, setTries] = useState(0);
  const password = useRef<HTMLInputElement>(null);
  // No transition: what is submitted may be one, and everything in it would wait for the other.
  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    const result = await signInHere(account.email, password.current?.value ?? "");
    setPending(false);
    if (result.status === "signed_in") {
      setRefusal(undefined);
      return onSignedIn();
    }
    setRefusal(result);
    setTries((count) => count + 1);
    password.current?.focus();
  };
  return (
    <form onSubmit={signIn} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="grid content-start gap-4">
        {refusal?.status === "slow_down" && <WaitNotice key={tries} seconds={refusal.waitSeconds} />}
        {refusal?.status === "failed" && (
          <FormNotice tone="danger">{UNANSWERED}. Try again: nothing was done yet.</FormNotice>
        )}
        <Field label="E-mail" name="email">
          <Input type="email" readOnly value={account.email} autoComplete="username" />
        </Field>
        <Field
          label="Password"
          name="password"
          errors={
            refusal?.status === "wrong"
              ? errorOf(refusal, "This password is wrong.")
              : refusal?.status === "invalid"
                ? errorOf(refusal, "Enter your password.")
                : undefined
          }
        >
          <PasswordInput ref={password} autoComplete="current-password" />
        </Field>
        <p className="text-[0.8125rem] text-muted-foreground leading-5">
          You can also{" "}
          <a href="/login" target="_blank" rel="noreferrer" className="link">
            sign in in a new tab
          </a>{" "}
          and come back.
        </p>
      </DialogBody>
      <DialogFooter>
        <LeaveButton other={other} />
        <Button type="submit" variant="primary" pending={pending}>
          Sign in and continue
        </Button>
      </DialogFooter>
    </form>
  );
}
