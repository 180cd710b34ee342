"use client";

import { CheckboxField } from "@/components/ui/checkbox";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FieldErrors } from "@/lib/action/refusal";

/** One event that can be chosen, in words. */
export type EventChoice = { type: string; label: string; about: string };

/** Where a webhook leads, what it is for, and which events it gets. */
export function WebhookFields({
  errors,
  choices,
  webhook,
}: {
  errors: FieldErrors;
  choices: readonly EventChoice[];
  webhook?: { url: string; description: string; events: readonly string[] };
}) {
  return (
    <>
      <Field
        label="URL"
        name="url"
        required
        errors={errors.url}
        description="Events are sent there as POST requests with JSON, signed with a secret."
      >
        <Input
          type="url"
          inputMode="url"
          defaultValue={webhook?.url}
          placeholder="https://example.com/hooks"
          maxLength={2_000}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          autoFocus
        />
      </Field>
      <Field label="Description" name="description" optional errors={errors.description}>
        <Input defaultValue={webhook?.description} maxLength={255} dir="auto" autoComplete="off" />
      </Field>
      <FieldGroup legend="Events" errors={errors.events}>
        <div className="grid gap-3">
          {choices.map(({ type, label, about }) => (
            <CheckboxField
              key={type}
              name="events"
              value={type}
              defaultChecked={webhook?.events.includes(type)}
              label={label}
              description={about}
            />
          ))}
        </div>
      </FieldGroup>
    </>
  );
}
