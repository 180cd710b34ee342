"use client";

import { NetworksField } from "@/components/access-token/form/networks-field";
import { ActionNotice } from "@/components/form/action-notice";
import { useAction } from "@/components/form/use-action";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { useToast } from "@/components/ui/toast";
import { lifetimeLabel } from "@/lib/organisation/policy/messages";
import type { PolicyRules } from "@/lib/organisation/policy/rules";
import { discardDraftAction, saveDraftAction } from "./actions";

/** The form of the draft. Saving it blocks nobody. */
export function PolicyForm({
  organisationId,
  rules,
  hasDraft,
  ownNetwork,
}: {
  organisationId: string;
  rules: PolicyRules;
  hasDraft: boolean;
  ownNetwork: string | null;
}) {
  const toast = useToast(`policy ${organisationId}`);
  const { pending, refusal, wrong, lost, formProps } = useFormAction((form) => saveDraftAction(organisationId, form), {
    done: "saved",
    onDone: () => toast({ title: "Draft saved" }),
  });
  const discard = useAction(() => discardDraftAction(organisationId), {
    done: "discarded",
    onDone: () => toast({ title: "Draft discarded" }),
  });
  const fields = refusal?.status === "invalid" ? refusal.fields : {};
  const chosen = rules.longest_lifetime_seconds;
  return (
    // Sent before the page is alive, it would lose what was chosen in a new address; outside of a dialog, `dialog` goes nowhere.
    <form {...formProps} method="dialog" className="grid max-w-2xl gap-5">
      <ActionNotice lost={lost ?? discard.lost} refusal={discard.refusal ?? wrong} />
      <CheckboxField
        name="no_personal_tokens"
        label="No personal tokens"
        description="Only organisation tokens are allowed: they don’t belong to a person and stay when people leave."
        defaultChecked={!rules.personal_tokens_allowed}
      />
      <CheckboxField
        name="no_all_access"
        label="No full access to everything"
        description="Blocks all, organisations:write and all five :write scopes on the whole organisation."
        defaultChecked={!rules.all_access_allowed}
      />
      <CheckboxField
        name="expiration_required"
        label="An expiration date is required"
        description="Tokens can’t be valid forever."
        defaultChecked={rules.expiration_required}
      />
      <CheckboxField
        name="purpose_required"
        label="A purpose is required"
        description="One from the list, or a description."
        defaultChecked={rules.purpose_required}
      />
      <Field
        label="Longest lifetime"
        name="longest_lifetime_seconds"
        errors={fields.longest_lifetime_seconds}
        description="Counted from when the expiration date is set. A token without one is over the limit."
        className="sm:max-w-72"
      >
        <NativeSelect defaultValue={chosen === null ? "" : String(chosen)}>
          <option value="">Any</option>
          {[...new Set([...LIFETIMES, ...(chosen === null ? [] : [chosen])])]
            .sort((a, b) => a - b)
            .map((seconds) => (
              <option key={seconds} value={seconds}>
                {lifetimeLabel(seconds)}
              </option>
            ))}
        </NativeSelect>
      </Field>
      <NetworksField
        networks={rules.allowed_networks}
        suggestion={ownNetwork}
        legend="Used from"
        anywhere="Anywhere"
        errors={fields.allowed_networks}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Save draft and try it
        </Button>
        {hasDraft && (
          <Button pending={discard.pending} onClick={() => discard.run()}>
            Discard draft
          </Button>
        )}
      </div>
    </form>
  );
}

const DAY_SECONDS = 24 * 60 * 60;

/** What the select offers, in seconds. */
const LIFETIMES = [1, 7, 30, 60, 90, 180, 365].map((days) => days * DAY_SECONDS);
