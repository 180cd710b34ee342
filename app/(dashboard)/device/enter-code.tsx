"use client";

import { ActionNotice } from "@/components/form/action-notice";
import { useFormAction } from "@/components/form/use-form-action";
import { WaitNotice } from "@/components/form/wait-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { errorOf } from "@/components/ui/use-mended";
import type { ShownLogin } from "@/lib/device-login/find";
import { CODES_TRIED, DECIDE_REFUSALS } from "@/lib/device-login/refusals";
import { findLoginAction } from "./actions";
import { OnlyYourOwn } from "./only-your-own";

/** The code of the terminal. One that came with the address stands there already, to be compared. */
export function EnterCode({
  given,
  brandName,
  onFound,
}: {
  given: string | undefined;
  brandName: string;
  onFound: (login: ShownLogin) => void;
}) {
  const { refusal, wrong, lost, pending, formProps } = useFormAction(findLoginAction, {
    done: "found",
    onDone: ({ login }) => onFound(login),
    unanswered: "Nothing was allowed.",
  });
  return (
    <form {...formProps} className="grid gap-5 rounded-xl border bg-surface p-5 sm:p-6">
      <ActionNotice lost={lost} refusal={wrong} />
      {refusal?.status === "slow_down" && <WaitNotice seconds={refusal.waitSeconds} why={CODES_TRIED} />}
      <Field
        label="Code"
        name="user_code"
        description={
          given === undefined
            ? "Eight letters, such as WDJB-MJHT. It works for 15 minutes."
            : "Filled in by the link you followed. Continue only if your terminal shows the same code."
        }
        errors={refusal?.status === "unknown_code" ? errorOf(refusal, DECIDE_REFUSALS.unknown_code) : undefined}
        required
      >
        <Input
          defaultValue={given}
          placeholder="XXXX-XXXX"
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          data-1p-ignore=""
          data-lpignore="true"
          className="h-12 max-w-72 font-mono text-xl uppercase tracking-[0.14em] placeholder:text-muted-foreground/60 pointer-coarse:h-12 pointer-coarse:text-xl"
        />
      </Field>
      <OnlyYourOwn brandName={brandName} />
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Continue
        </Button>
      </div>
    </form>
  );
}
