"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { NetworksField } from "@/components/access-token/form/networks-field";
import { FormNotice } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { useToast } from "@/components/ui/toast";
import type { PolicyRules } from "@/lib/organisation/policy/rules";
import { lifetimeWords } from "@/lib/organisation/policy/words";
import { discardDraftAction, saveDraftAction } from "./actions";
import { LIFETIMES } from "./lifetimes";
import type { PolicyRefusal } from "./refusal";

/** The rules to think about. Saving them blocks nobody. */
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
  const [refusal, setRefusal] = useState<PolicyRefusal>();
  const [pending, startTransition] = useTransition();
  const toast = useToast(`policy ${organisationId}`);
  const run = (what: () => Promise<{ status: "done" } | PolicyRefusal>, done: string) =>
    startTransition(async () => {
      try {
        const result = await what();
        startTransition(() => setRefusal(result.status === "done" ? undefined : result));
        if (result.status === "done") toast({ title: done });
      } catch (error) {
        unstable_rethrow(error);
        startTransition(() => setRefusal({ status: "refused", message: "The server did not answer. Try again." }));
      }
    });
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!pending) run(() => saveDraftAction(organisationId, form), "Draft saved");
  };
  const fields = refusal?.status === "invalid" ? refusal.fields : {};
  const chosen = rules.longestLifetimeSeconds;
  return (
    // Sent before the page is alive, it would lose what was chosen in a new address; outside of a dialog, `dialog` goes nowhere.
    <form noValidate method="dialog" onSubmit={save} className="grid max-w-2xl gap-5">
      {refusal?.status === "refused" && <FormNotice tone="danger">{refusal.message}</FormNotice>}
      <CheckboxField
        name="no_personal_tokens"
        label="No personal tokens"
        description="Only the organisation’s own tokens are let in: they belong to no person, and stay when somebody leaves."
        defaultChecked={!rules.personalTokensAllowed}
      />
      <CheckboxField
        name="no_all_access"
        label="No full access to everything"
        description="Blocks all, organisations:write and all five :write scopes on the whole organisation."
        defaultChecked={!rules.allAccessAllowed}
      />
      <CheckboxField
        name="expiration_required"
        label="An expiration date is required"
        description="No token is for ever."
        defaultChecked={rules.expirationRequired}
      />
      <CheckboxField
        name="purpose_required"
        label="A purpose is required"
        description="One of the list, or a description."
        defaultChecked={rules.purposeRequired}
      />
      <Field
        label="Longest lifetime"
        name="longest_lifetime_seconds"
        errors={fields.longest_lifetime_seconds}
        description="From when an expiration date is given to that date. A token without one lives too long."
        className="sm:max-w-72"
      >
        <NativeSelect defaultValue={chosen === null ? "" : String(chosen)}>
          <option value="">Any</option>
          {[...new Set([...LIFETIMES, ...(chosen === null ? [] : [chosen])])]
            .sort((a, b) => a - b)
            .map((seconds) => (
              <option key={seconds} value={seconds}>
                {lifetimeWords(seconds)}
              </option>
            ))}
        </NativeSelect>
      </Field>
      <NetworksField
        networks={rules.allowedNetworks}
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
          <Button disabled={pending} onClick={() => run(() => discardDraftAction(organisationId), "Draft discarded")}>
            Discard draft
          </Button>
        )}
      </div>
    </form>
  );
}
