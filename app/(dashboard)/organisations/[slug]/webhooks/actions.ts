"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { onceByForm } from "@/lib/form/once";
import { confirmSigningSecretStored } from "@/lib/webhook/confirm-stored";
import { createWebhook } from "@/lib/webhook/create";
import { deleteWebhook } from "@/lib/webhook/delete";
import { editWebhook } from "@/lib/webhook/edit";
import { webhookInput } from "@/lib/webhook/input";
import { pauseWebhook, resumeWebhook } from "@/lib/webhook/pause";
import { WEBHOOK_REFUSALS as refusals } from "@/lib/webhook/refusals";
import { replaceSigningSecret } from "@/lib/webhook/replace-secret";
import { replayDelivery } from "@/lib/webhook/replay";
import { sendTest } from "@/lib/webhook/send-test";

const revalidate = () => revalidatePath("/organisations", "layout");

const readForm = (form: FormData) =>
  webhookInput.safeParse({
    url: textOf(form, "url"),
    description: textOf(form, "description"),
    events: form.getAll("events"),
  });

/** Add a webhook. Its signing secret is in this result and nowhere else. Asks for a fresh proof of identity. */
export async function createWebhookAction(organisationId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId },
    input: () => readForm(form),
    verb: (principal, input) =>
      onceByForm(
        db,
        principal,
        form,
        () => createWebhook(db, principal, organisationId, input),
        (result) => (result.status === "created" ? result.webhook.id : undefined),
      ),
  })({ answers: { created: ({ webhook, secret }) => ({ id: webhook.id, secret }) }, refusals, revalidate });
}

/** Change a webhook. Asks for a fresh proof of identity where more is sent, or to another address. */
export async function editWebhookAction(organisationId: string, webhookId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId, webhookId },
    input: () => readForm(form),
    verb: (principal, input) => editWebhook(db, principal, { organisationId, webhookId }, input),
  })({ answers: { edited: true }, refusals, revalidate });
}

/** Send nothing to a webhook for now. */
export async function pauseWebhookAction(organisationId: string, webhookId: string) {
  return await runAction({
    ids: { organisationId, webhookId },
    verb: (principal) => pauseWebhook(db, principal, { organisationId, webhookId }),
  })({ answers: { paused: true }, refusals, revalidate });
}

/** Send to a webhook again. Asks for a fresh proof of identity where it was paused because a token leaked. */
export async function resumeWebhookAction(organisationId: string, webhookId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId, webhookId },
    verb: (principal) => resumeWebhook(db, principal, { organisationId, webhookId }),
  })({ answers: { resumed: true }, refusals, revalidate });
}

/** Give a webhook another signing secret, which is in this result and nowhere else. Asks for a fresh proof of identity. */
export async function replaceSecretAction(organisationId: string, webhookId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId, webhookId },
    verb: (principal) => replaceSigningSecret(db, principal, { organisationId, webhookId }),
  })({ answers: { secret_replaced: ({ secret }) => ({ secret }) }, refusals, revalidate });
}

const hintInput = z.object({ hint: z.string().max(64) });

/** Confirm that the signing secret with this hint, which a page showed, is stored: its webhook's page then stops asking. */
export async function confirmSigningSecretStoredAction(organisationId: string, webhookId: string, hint: string) {
  return await runAction({
    ids: { organisationId, webhookId },
    input: () => hintInput.safeParse({ hint }),
    verb: (principal, input) => confirmSigningSecretStored(db, principal, { organisationId, webhookId }, input.hint),
  })({ answers: { stored: true, replaced: true }, refusals, revalidate });
}

/** Delete a webhook with its deliveries. Asks for a fresh proof of identity. */
export async function deleteWebhookAction(organisationId: string, webhookId: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { organisationId, webhookId },
    verb: (principal) => deleteWebhook(db, principal, { organisationId, webhookId }),
  })({ answers: { deleted: true }, refusals, revalidate });
}

/** Send a message that says that it is a test. */
export async function sendTestAction(organisationId: string, webhookId: string) {
  return await runAction({
    ids: { organisationId, webhookId },
    verb: (principal) => sendTest(db, principal, { organisationId, webhookId }),
  })({ answers: { queued: true }, refusals, revalidate });
}

/** Send a message again. */
export async function replayDeliveryAction(organisationId: string, webhookId: string, deliveryId: string) {
  return await runAction({
    ids: { organisationId, webhookId, deliveryId },
    verb: (principal) => replayDelivery(db, principal, { organisationId, webhookId, deliveryId }),
  })({ answers: { queued: true }, refusals, revalidate });
}
