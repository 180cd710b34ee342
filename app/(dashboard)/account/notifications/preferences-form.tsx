"use client";

import { startTransition, useActionState, useEffect } from "react";
import { FormNotice } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { FieldGroup } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import type { Preference } from "@/lib/notice/preference";
import { type PreferenceState, savePreferenceAction } from "./actions";

/** What is told where. What concerns an account's security cannot be turned off, and the form says so. */
export function PreferencesForm({
  preference,
  email,
  mailOn,
}: {
  preference: Preference;
  email: string;
  mailOn: boolean;
}) {
  const [state, action, pending] = useActionState<PreferenceState, FormData>(savePreferenceAction, { status: "idle" });
  const toast = useToast("preferences");
  useEffect(() => {
    if (state.status === "saved") toast({ title: "Preferences saved" });
  }, [state, toast]);
  return (
    <form
      onSubmit={(event) => {
        // As `action` alone React would empty the fields after each answer.
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        startTransition(() => action(form));
      }}
      action={action}
      className="grid gap-6"
    >
      {state.status === "invalid" && <FormNotice tone="danger">Reload the page and try again.</FormNotice>}
      <FieldGroup legend="Before a token expires">
        <div className="grid gap-3">
          <CheckboxField name="expiryDashboard" label="In the dashboard" defaultChecked={preference.expiryDashboard} />
          <CheckboxField
            name="expiryEmail"
            label="By mail"
            description="At most one a day, with all tokens in it."
            defaultChecked={preference.expiryEmail}
          />
        </div>
      </FieldGroup>
      <FieldGroup legend="By mail, besides the dashboard">
        <div className="grid gap-3">
          <CheckboxField
            name="newSignInEmail"
            label="Sign-ins from a new device or network"
            defaultChecked={preference.newSignInEmail}
          />
          <CheckboxField
            name="tokenCreatedEmail"
            label="Tokens created"
            defaultChecked={preference.tokenCreatedEmail}
          />
        </div>
      </FieldGroup>
      <p className="text-[0.8125rem] text-muted-foreground leading-5">
        A changed password, and a token that somebody else revoked, are always mailed
        {mailOn ? (
          <>
            , to <span className="break-all text-foreground">{email}</span>.
          </>
        ) : (
          " where mail is on."
        )}
      </p>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save preferences
        </Button>
      </div>
    </form>
  );
}
