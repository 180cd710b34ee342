"use client";

import { useId } from "react";
import { LimitNotice } from "@/components/access-token/form/limit-notice";
import { PolicyWarning } from "@/components/access-token/form/policy-warning";
import { ReachField } from "@/components/access-token/form/reach-field";
import { ScopesField } from "@/components/access-token/form/scopes-field";
import { useAccessForm } from "@/components/access-token/form/use-token-form";
import { ActionNotice } from "@/components/form/action-notice";
import { ProofNotice } from "@/components/form/proof-notice";
import { useFormAction } from "@/components/form/use-form-action";
import { useToastAction } from "@/components/form/use-toast-action";
import { WaitNotice } from "@/components/form/wait-notice";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { FieldGroup } from "@/components/ui/field";
import type { ShownLogin } from "@/lib/device-login/find";
import { CODES_TRIED } from "@/lib/device-login/refusals";
import { allowLoginAction, refuseLoginAction } from "./actions";
import { LoginFacts } from "./login-facts";
import { OnlyYourOwn } from "./only-your-own";

// As the server makes it: the policies of organisations are asked what they say to such a token.
const FIXED = { purpose: "local_development", expiration: "90d" };

/** Which machine asks, the code to compare, and what its token may do. */
export function DecideForm({
  login,
  brandName,
  reachedLimit,
  onAllowed,
  onRefused,
  onOther,
}: {
  login: ShownLogin;
  brandName: string;
  reachedLimit: number | undefined;
  onAllowed: () => void;
  onRefused: () => void;
  /** Another code is to be entered. */
  onOther: () => void;
}) {
  const { refusal, wrong, lost, pending, formProps } = useFormAction(allowLoginAction, {
    done: "allowed",
    onDone: onAllowed,
    unanswered: "The login may already be allowed: check your terminal.",
  });
  const refuse = useToastAction(refuseLoginAction, {
    done: "refused_login",
    about: (code) => `login ${code}`,
    refused: "Login not denied",
    onDone: onRefused,
    unanswered: "The login may already be denied: check your terminal.",
  });
  const access = useAccessForm({ scopes: login.scopes ?? ["all"], limits: null });
  const headingId = useId();
  const errors = refusal?.status === "invalid" ? refusal.fields : {};
  const limit = refusal?.status === "limit_reached" ? refusal.limit : reachedLimit;
  return (
    <form {...formProps} className="grid gap-6">
      <input type="hidden" name="user_code" value={login.userCode} />
      {Object.entries(FIXED).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <section aria-label="The login" className="grid gap-5 rounded-xl border bg-surface p-5 sm:p-6">
        <div className="grid gap-1 border-b pb-5">
          <p className="text-muted-foreground text-sm">Your terminal must show this code:</p>
          <p className="font-mono text-3xl leading-10 tracking-[0.12em]">
            <bdi>{login.userCode}</bdi>
          </p>
        </div>
        <LoginFacts login={login} />
      </section>
      <OnlyYourOwn brandName={brandName} />
      <section aria-labelledby={headingId} className="grid gap-6 rounded-xl border bg-surface p-5 sm:p-6">
        <div className="grid gap-1">
          <h2 id={headingId} className="font-semibold text-base leading-6">
            What its token can do
          </h2>
          <p className="text-muted-foreground text-sm">Give it only what it needs. You can narrow it later, too.</p>
        </div>
        <ReachField form={access} emptied={false} errors={errors.limits} />
        <ScopesField form={access} actsAs={null} offersVerify={false} errors={errors.scopes} />
        <PolicyWarning isOwn={false} />
      </section>
      <ActionNotice lost={lost} refusal={wrong} />
      <LimitNotice limit={limit} />
      {refusal?.status === "slow_down" && <WaitNotice seconds={refusal.waitSeconds} why={CODES_TRIED} />}
      {refusal?.status === "reauthentication_required" && <ProofNotice refusal={refusal} what="allowing a login" />}
      <FieldGroup legend="Before you allow it" errors={errors.compared}>
        <CheckboxField name="compared" label="I started this login, and my terminal shows this code" />
      </FieldGroup>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending} className="min-w-28">
          Allow
        </Button>
        <Button pending={refuse.pending} onClick={() => refuse.run(login.userCode)} className="min-w-28">
          Deny
        </Button>
        <Button variant="link" onClick={onOther} className="ml-auto self-center">
          Enter another code
        </Button>
      </div>
    </form>
  );
}
