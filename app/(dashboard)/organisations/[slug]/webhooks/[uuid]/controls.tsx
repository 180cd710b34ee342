"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmAction } from "@/components/form/confirm-action";
import { FormDialog } from "@/components/form/form-dialog";
import { useToastAction } from "@/components/form/use-toast-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import {
  deleteWebhookAction,
  editWebhookAction,
  pauseWebhookAction,
  replaceSecretAction,
  resumeWebhookAction,
  sendTestAction,
} from "../actions";
import { SecretDialog } from "../secret-dialog";
import { type EventChoice, WebhookFields } from "../webhook-fields";

type Target = { organisationId: string; webhookId: string };

/** Everything that can be done with one webhook. */
export function WebhookControls({
  target: { organisationId, webhookId },
  base,
  webhook,
  host,
  choices,
  isActive,
  isPausedByLeak,
}: {
  target: Target;
  base: string;
  webhook: { url: string; description: string; events: readonly string[] };
  host: string;
  choices: readonly EventChoice[];
  isActive: boolean;
  isPausedByLeak: boolean;
}) {
  const router = useRouter();
  const about = `webhook ${webhookId}`;
  const toast = useToast(about);
  const [secret, setSecret] = useState<string>();
  const test = useToastAction(() => sendTestAction(organisationId, webhookId), {
    done: "queued",
    onDone: () => toast({ title: "Test sent", description: "The result is listed below." }),
    about: () => about,
    refused: "Test not sent",
    unanswered: "It may already have been sent.",
  });
  const pause = useToastAction(() => pauseWebhookAction(organisationId, webhookId), {
    done: "paused",
    onDone: () => toast({ title: "Webhook paused", description: host }),
    about: () => about,
    refused: "Webhook not paused",
  });
  const resumed = () => toast({ title: "Webhook resumed", description: host });
  const resume = useToastAction(() => resumeWebhookAction(organisationId, webhookId, new FormData()), {
    done: "resumed",
    onDone: resumed,
    about: () => about,
    refused: "Webhook not resumed",
  });
  return (
    <>
      {isActive ? (
        <Button variant="primary" pending={test.pending} onClick={() => test.run()}>
          Send test
        </Button>
      ) : isPausedByLeak ? (
        <ConfirmAction
          trigger={<Button variant="primary">Resume…</Button>}
          title="Resume webhook"
          description={
            <>
              An access token that set this webhook, or saw its secret, leaked. Anyone with that token may be behind{" "}
              <bdi className="break-words font-medium text-foreground">{host}</bdi>. Waiting deliveries are sent there
              first.
            </>
          }
          proofFor="resuming a webhook that a leaked token set"
          action={(form) => resumeWebhookAction(organisationId, webhookId, form)}
          onDone={resumed}
          unanswered="It may already be resumed."
        />
      ) : (
        <Button variant="primary" pending={resume.pending} onClick={() => resume.run()}>
          Resume
        </Button>
      )}
      <FormDialog
        trigger={<Button>Edit</Button>}
        title="Edit webhook"
        submit="Save"
        size="md"
        proofFor="sending more, or to another address"
        action={(form) => editWebhookAction(organisationId, webhookId, form)}
        onDone={() => toast({ title: "Webhook saved", description: host })}
      >
        {(errors) => <WebhookFields errors={errors} choices={choices} webhook={webhook} />}
      </FormDialog>
      {isActive && (
        <Button pending={pause.pending} onClick={() => pause.run()}>
          Pause
        </Button>
      )}
      <FormDialog
        trigger={<Button>Replace secret…</Button>}
        title="Replace the signing secret"
        about="You get a new secret, shown only once. For 24 hours each request is signed with both, so you can update the receiver at any time until then."
        submit="Replace secret"
        proofFor="replacing a signing secret"
        action={(form) => replaceSecretAction(organisationId, webhookId, form)}
        onDone={(done) => setSecret(done.secret)}
        unanswered="The secret may already be replaced. Replacing it again is safe."
      >
        {() => null}
      </FormDialog>
      <ConfirmAction
        trigger={<Button className="text-danger-text">Delete…</Button>}
        title="Delete webhook"
        description={
          <>
            Nothing is sent to <bdi className="break-words font-medium text-foreground">{host}</bdi> anymore. Its
            deliveries and secret are deleted.
          </>
        }
        proofFor="deleting a webhook"
        action={(form) => deleteWebhookAction(organisationId, webhookId, form)}
        onDone={() => {
          toast({ title: "Webhook deleted", description: host });
          router.replace(base);
        }}
        unanswered="It may already be deleted."
      />
      {secret !== undefined && (
        <SecretDialog
          target={{ organisationId, webhookId }}
          secret={secret}
          title="Secret replaced"
          close={() => setSecret(undefined)}
        >
          Give this secret to the receiver. The old one also signs for 24 hours. It’s only shown once.
        </SecretDialog>
      )}
    </>
  );
}
