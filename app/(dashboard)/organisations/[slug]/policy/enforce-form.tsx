"use client";

import { useState } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { ProofNotice } from "@/components/form/proof-notice";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { useToast } from "@/components/ui/toast";
import { enforcePolicyAction } from "./actions";

/** From when the draft applies. */
export function EnforceForm({
  organisationId,
  draftId,
  local,
  timezone,
  replaces,
}: {
  organisationId: string;
  /** The draft on the page: no other one is enforced. */
  draftId: string;
  /** The suggested moment as a local time in `timezone`. */
  local: string;
  timezone: string;
  replaces: boolean;
}) {
  const [when, setWhen] = useState<"later" | "now">("later");
  const toast = useToast(`policy ${organisationId}`);
  const { pending, refusal, wrong, lost, formProps } = useFormAction(
    (form) => enforcePolicyAction(organisationId, form),
    {
      done: "enforced",
      onDone: ({ told }, form) =>
        toast({
          title: form.get("when") === "now" ? "Rules enforced" : "Rules planned",
          description: notifiedMessage(told),
        }),
    },
  );
  return (
    // Sent before the page is alive, it would lose what was chosen in a new address; outside of a dialog, `dialog` goes nowhere.
    <form {...formProps} method="dialog" className="grid max-w-2xl gap-5">
      <input type="hidden" name="draft" value={draftId} />
      <ActionNotice lost={lost} refusal={wrong} />
      <RadioGroup legend="Enforce from" className="gap-3">
        <Radio
          name="when"
          value="later"
          label="A date"
          description="Owners of tokens that don’t comply are told now, and have time to edit them."
          checked={when === "later"}
          onChange={() => setWhen("later")}
        />
        {when === "later" && (
          <div className="sm:ml-6.5">
            <Field
              label="Date and time"
              name="enforced_from"
              description={`Time zone: ${timezone}`}
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
          description="Tokens that don’t comply are blocked from their next request."
          checked={when === "now"}
          onChange={() => setWhen("now")}
        />
      </RadioGroup>
      {replaces && <p className="text-muted-foreground text-sm">This replaces the planned rules.</p>}
      {refusal?.status === "reauthentication_required" && <ProofNotice refusal={refusal} what="loosening the rules" />}
      <div>
        <Button type="submit" variant={when === "now" ? "danger" : "primary"} pending={pending}>
          {when === "now" ? "Enforce now" : "Enforce from then on"}
        </Button>
      </div>
    </form>
  );
}

function notifiedMessage(told: number): string {
  if (told === 0) return "All tokens comply, so no one had to be told.";
  return told === 1 ? "One person was told." : `${told} people were told.`;
}
