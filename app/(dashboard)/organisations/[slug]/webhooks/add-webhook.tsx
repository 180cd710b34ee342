"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "@/components/form/form-dialog";
import { FormKey } from "@/components/form/form-key";
import { Button } from "@/components/ui/button";
import { createWebhookAction } from "./actions";
import { SecretDialog } from "./secret-dialog";
import { type EventChoice, WebhookFields } from "./webhook-fields";

/** Adds a webhook, shows its signing secret once, and leads to its page. */
export function AddWebhook({
  organisation,
  choices,
}: {
  organisation: { id: string; slug: string };
  choices: readonly EventChoice[];
}) {
  const router = useRouter();
  const [made, setMade] = useState<{ id: string; secret: string }>();
  return (
    <>
      <FormDialog
        trigger={<Button variant="primary">Add webhook</Button>}
        title="Add webhook"
        submit="Add webhook"
        size="md"
        proofFor="adding a webhook"
        action={(form) => createWebhookAction(organisation.id, form)}
        onDone={({ id, secret }) => setMade({ id, secret })}
        unanswered="Check the list before retrying: it may already exist."
      >
        {(errors) => (
          <>
            <FormKey />
            <WebhookFields errors={errors} choices={choices} />
          </>
        )}
      </FormDialog>
      {made !== undefined && (
        <SecretDialog
          secret={made.secret}
          title="Webhook added"
          close={() => {
            setMade(undefined);
            router.push(`/organisations/${organisation.slug}/webhooks/${made.id}`);
          }}
        >
          Give this secret to the receiver, which checks signatures with it. It is shown only this once.
        </SecretDialog>
      )}
    </>
  );
}
