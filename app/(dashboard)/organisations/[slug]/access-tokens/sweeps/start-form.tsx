"use client";

import { unstable_rethrow, useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { FormNotice } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { startSweepAction } from "./actions";

/** The last step: why, and the organisation's name typed by hand. */
export function StartForm({
  organisation,
  path,
  sweep,
  words,
}: {
  organisation: { id: string; name: string };
  path: string;
  sweep: { made_before: string; personal: boolean; organisation: boolean };
  /** What the button does: `Withdraw 12 and revoke 3`. */
  words: string;
}) {
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [confirmation, setConfirmation] = useState("");
  const [pending, startTransition] = useTransition();
  const confirmed = confirmation.trim() === organisation.name.trim();
  const start = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "");
    setError(undefined);
    startTransition(async () => {
      try {
        const result = await startSweepAction(organisation.id, { ...sweep, reason }, confirmation);
        startTransition(() =>
          result.status === "started" ? router.push(`${path}/${result.id}`) : setError(result.message),
        );
      } catch (failure) {
        unstable_rethrow(failure);
        startTransition(() =>
          setError("The server did not answer. Look below whether it has begun before you try again."),
        );
      }
    });
  };
  return (
    <form onSubmit={start} noValidate className="grid gap-5 rounded-lg border border-danger/40 bg-surface p-4 sm:p-5">
      <h2 className="font-semibold text-base">{words}</h2>
      {error !== undefined && <FormNotice tone="danger">{error}</FormNotice>}
      <Field
        label="Reason"
        name="reason"
        optional
        description="The owners are told who withdrew their tokens’ access and why, in one message each."
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
