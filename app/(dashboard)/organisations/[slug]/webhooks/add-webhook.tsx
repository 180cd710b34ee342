"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useState } from "react";
import { FormDialog } from "@/components/form/form-dialog";
import { FormKey } from "@/components/form/form-key";
import { Button } from "@/components/ui/button";
import { createWebhookAction } from "./actions";
import { SecretDialog } from "./secret-dialog";
import { type EventChoice, WebhookFields } from "./webhook-fields";

type Made = { id: string; secret: string };

const Reveal = createContext<(made: Made) => void>(() => {});

/**
 * Shows the signing secret of a webhook that was added, once, and then leads to its page. Stands around the page: the button that
 * adds the first webhook, or the last one that there is room for, is gone once it is added.
 */
export function WithNewSecret({
  organisationId,
  base,
  children,
}: {
  organisationId: string;
  base: string;
  children: ReactNode;
}) {
  const router = useRouter();
  const [made, setMade] = useState<Made>();
  return (
    <Reveal value={setMade}>
      {children}
      {made !== undefined && (
        <SecretDialog
          target={{ organisationId, webhookId: made.id }}
          secret={made.secret}
          title="Webhook added"
          close={() => {
            setMade(undefined);
            router.push(`${base}/${made.id}`);
          }}
        >
          Give this secret to the receiver, which checks signatures with it. It’s only shown once.
        </SecretDialog>
      )}
    </Reveal>
  );
}

/** Adds a webhook. */
export function AddWebhook({ organisationId, choices }: { organisationId: string; choices: readonly EventChoice[] }) {
  const reveal = use(Reveal);
  return (
    <FormDialog
      trigger={<Button variant="primary">Add webhook</Button>}
      title="Add webhook"
      submit="Add webhook"
      size="md"
      proofFor="adding a webhook"
      action={(form) => createWebhookAction(organisationId, form)}
      onDone={({ id, secret }) => reveal({ id, secret })}
      unanswered="Check the list before retrying: it may already exist."
    >
      {(errors) => (
        <>
          <FormKey />
          <WebhookFields errors={errors} choices={choices} />
        </>
      )}
    </FormDialog>
  );
}
