"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { FormNotice } from "@/components/form/form-notice";
import { ProofNotice } from "@/components/form/proof-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { useToast } from "@/components/ui/toast";
import { enforcePolicyAction } from "./actions";
import type { PolicyRefusal } from "./refusal";

/** From when the draft holds. */
export function EnforceForm({
  organisationId,
  draftId,
  local,
  timezone,
  replaces,
}: {
  organisationId: string;
  /** The draft that was looked at: another one is not enforced. */
  draftId: string;
  /** What clocks in `timezone` show at the moment that is suggested. */
  local: string;
  timezone: string;
  replaces: boolean;
}) {
  const [when, setWhen] = useState<"later" | "now">("later");
  const [refusal, setRefusal] = useState<PolicyRefusal>();
  const [pending, startTransition] = useTransition();
  const toast = useToast(`policy ${organisationId}`);
  const enforce = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    startTransition(async () => {
      try {
        const result = await enforcePolicyAction(organisationId, form);
        if (result.status !== "enforced") return startTransition(() => setRefusal(result));
        toast({
          title: when === "now" ? "The rules are in force" : "The rules are planned",
          description: toldWords(result.told),
        });
      } catch (error) {
        unstable_rethrow(error);
        startTransition(() => setRefusal({ status: "refused", message: "The server did not answer. Reload to see." }));
      }
    });
  };
  return (
    // Sent before the page is alive, it would lose what was chosen in a new address; outside of a dialog, `dialog` goes nowhere.
    <form noValidate method="dialog" onSubmit={enforce} className="grid max-w-2xl gap-5">
      <input type="hidden" name="draft" value={draftId} />
      {refusal?.status === "refused" && <FormNotice tone="danger">{refusal.message}</FormNotice>}
      <RadioGroup legend="Enforce from" className="gap-3">
        <Radio
          name="when"
          value="later"
          label="A date"
          description="Owners of tokens that do not fit are told now, and have time to edit them."
          checked={when === "later"}
          onChange={() => setWhen("later")}
        />
        {when === "later" && (
          <div className="sm:ml-6.5">
            <Field
              label="Date and time"
              name="enforced_from"
              description={`Clocks of ${timezone}`}
              errors={refusal?.status === "invalid" ? refusal.fields.enforced_from : undefined}
              className="sm:max-w-64"
            >
              <Input type="datetime-local" defaultValue={local} />
            </Field>
          </div>
        )}
        <Radio
          name="when"
          value="now"
          label="Now"
          description="What does not fit is refused from the next request on."
          checked={when === "now"}
          onChange={() => setWhen("now")}
        />
      </RadioGroup>
      {replaces && <p className="text-muted-foreground text-sm">It takes the place of what is planned.</p>}
      {refusal?.status === "reauthentication_required" && <ProofNotice refusal={refusal} what="loosening the rules" />}
      <div>
        <Button type="submit" variant={when === "now" ? "danger" : "primary"} pending={pending}>
          {when === "now" ? "Enforce now" : "Enforce from then on"}
        </Button>
      </div>
    </form>
  );
}

function toldWords(told: number): string {
  if (told === 0) return "No token is against them, so nobody had to be told.";
  return told === 1 ? "One person was told." : `${told} people were told.`;
}
