"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { startBulkWithdrawalAction } from "./actions";

/** The last step: the reason, and the organisation's name typed by hand. */
export function StartForm({
  organisation,
  path,
  bulkWithdrawal,
  words,
}: {
  organisation: { id: string; name: string };
  path: string;
  bulkWithdrawal: { made_before: string; personal: boolean; organisation: boolean };
  /** What the button does: `Withdraw 12 and revoke 3`. */
  words: string;
}) {
  const router = useRouter();
  const [confirmation, setConfirmation] = useState("");
  const confirmed = confirmation.trim() === organisation.name.trim();
  const { pending, refusal, wrong, lost, formProps } = useFormAction(
    (form) =>
      startBulkWithdrawalAction(
        organisation.id,
        { ...bulkWithdrawal, reason: String(form.get("reason") ?? "") },
        confirmation,
      ),
    {
      done: "started",
      onDone: ({ id }) => router.push(`${path}/${id}`),
      unanswered: "It may have started already. If so, it’s listed below.",
    },
  );
  const fields = refusal?.status === "invalid" ? refusal.fields : {};
  return (
    <form {...formProps} className="grid gap-5 rounded-lg border border-danger/40 bg-surface p-4 sm:p-5">
      <h2 className="font-semibold text-base">{words}</h2>
      <ActionNotice lost={lost} refusal={wrong} />
      <Field
        label="Reason"
        name="reason"
        optional
        errors={fields.reason}
        description="Each owner gets one message saying who withdrew their tokens’ access and why."
      >
        <Textarea rows={2} className="min-h-16" maxLength={500} dir="auto" />
      </Field>
      <Field
        label={
          <>
            Type <bdi className="font-mono text-[0.8125rem]">{organisation.name}</bdi> to confirm
          </>
        }
        name="confirmation"
        required
        errors={fields.confirmation}
      >
        <Input
          value={confirmation}
          autoComplete="off"
          spellCheck={false}
          className="max-w-80"
          onChange={(event) => setConfirmation(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="danger" pending={pending} disabled={!confirmed}>
          {words}
        </Button>
        <p className="text-[0.8125rem] text-muted-foreground">It runs in the background. You stay signed in.</p>
      </div>
    </form>
  );
}
