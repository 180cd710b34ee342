"use client";

import { startTransition, useActionState, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { editProfileAction } from "./actions";
import { TimezoneField } from "./timezone-field";

type Profile = { email: string; firstName: string; lastName: string; timezone: string };

export function ProfileForm({ timezones, ...profile }: Profile & { timezones: readonly string[] }) {
  const [state, action, pending] = useActionState(editProfileAction, { status: "idle" });
  const [timezone, setTimezone] = useState(profile.timezone);
  const toast = useToast("profile");
  useEffect(() => {
    if (state.status === "saved") toast({ title: "Profile saved" });
  }, [state, toast]);
  const errors = state.status === "invalid" ? state.fields : {};
  return (
    <form
      action={action}
      onSubmit={(event) => {
        // As `action` alone React would empty the fields after each answer, also after a refusal.
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        startTransition(() => action(form));
      }}
      className="grid gap-6"
    >
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
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save profile
        </Button>
      </div>
    </form>
  );
}
