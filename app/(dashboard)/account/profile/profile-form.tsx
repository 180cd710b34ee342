"use client";

import { useState } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { usePostedForm } from "@/components/form/use-posted-form";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { useToast } from "@/components/ui/toast";
import { editProfileAction } from "./actions";
import { TimezoneField } from "./timezone-field";

type Profile = { email: string; firstName: string; lastName: string; timezone: string; singleKeyShortcuts: boolean };

export function ProfileForm({ timezones, ...profile }: Profile & { timezones: readonly string[] }) {
  const [timezone, setTimezone] = useState(profile.timezone);
  const toast = useToast("profile");
  const { state, lost, pending, formProps } = usePostedForm(
    editProfileAction,
    { status: "idle" },
    { onAnswer: ({ status }) => status === "saved" && toast({ title: "Profile saved" }) },
  );
  const errors = state.status === "invalid" ? state.fields : {};
  return (
    <form {...formProps} className="grid gap-6">
      <ActionNotice lost={lost} refusal={state} />
      <div className="grid gap-6 sm:grid-cols-2 sm:gap-4">
        <Field label="First name" name="first_name" errors={errors.first_name}>
          <Input autoComplete="given-name" defaultValue={profile.firstName} maxLength={200} />
        </Field>
        <Field label="Last name" name="last_name" errors={errors.last_name}>
          <Input autoComplete="family-name" defaultValue={profile.lastName} maxLength={200} />
        </Field>
      </div>
      <Field label="E-mail" description="You sign in with it.">
        <Input type="email" value={profile.email} readOnly autoComplete="email" />
      </Field>
      <TimezoneField value={timezone} onChange={setTimezone} timezones={timezones} errors={errors.timezone} />
      <div id="shortcuts" className="scroll-mt-20">
        <FieldGroup legend="Keyboard">
          {/* A box that is not ticked sends nothing. */}
          <input type="hidden" name="single_key_shortcuts" value="off" />
          <CheckboxField
            name="single_key_shortcuts"
            defaultChecked={profile.singleKeyShortcuts}
            label="Single-key shortcuts"
            description={
              <>
                <Kbd>c</Kbd> creates a token, <Kbd>/</Kbd> searches the page, <Kbd>?</Kbd> lists every shortcut. Turn
                them off if you use speech input, or press keys by accident.
              </>
            }
          />
        </FieldGroup>
      </div>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save profile
        </Button>
      </div>
    </form>
  );
}
