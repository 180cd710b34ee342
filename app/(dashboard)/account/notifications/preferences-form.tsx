"use client";

import { ActionNotice } from "@/components/form/action-notice";
import { FormNotice } from "@/components/form/form-notice";
import { usePostedForm } from "@/components/form/use-posted-form";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { FieldGroup } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import type { Preference } from "@/lib/notice/preference";
import { savePreferenceAction } from "./actions";

/** Which notices go where. Those about an account's security cannot be turned off, and the form says so. */
export function PreferencesForm({
  preference,
  email,
  mailOn,
}: {
  preference: Preference;
  email: string;
  mailOn: boolean;
}) {
  const toast = useToast("preferences");
  const { state, lost, pending, formProps } = usePostedForm(
    savePreferenceAction,
    { status: "idle" },
    { onAnswer: ({ status }) => status === "saved" && toast({ title: "Preferences saved" }) },
  );
  return (
    <form {...formProps} className="grid gap-6">
      <ActionNotice lost={lost} />
      {state.status === "invalid" && <FormNotice tone="danger">Reload the page and try again.</FormNotice>}
      <FieldGroup legend="Before a token expires">
        <div className="grid gap-3">
          <CheckboxField name="expiryDashboard" label="In the dashboard" defaultChecked={preference.expiryDashboard} />
          <CheckboxField
            name="expiryEmail"
            label="By mail"
            description="At most one mail a day, covering all tokens."
            defaultChecked={preference.expiryEmail}
          />
        </div>
      </FieldGroup>
      <FieldGroup legend="By mail, in addition to the dashboard">
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
        Password changes, and tokens revoked by someone else, are always mailed
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
