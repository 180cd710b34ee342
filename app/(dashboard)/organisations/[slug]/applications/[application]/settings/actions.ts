"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { FormRefusal } from "@/components/form/form-dialog";
import { db } from "@/db/database";
import { deleteApplication } from "@/lib/application/delete";
import { findApplication } from "@/lib/application/find";
import { editApplicationInput } from "@/lib/application/input";
import { renameApplication } from "@/lib/application/rename";
import { transferApplication } from "@/lib/application/transfer";
import { refusalSentence } from "@/lib/organisation/refusal-sentence";
import { askReauthentication, type ProofRefusal, reauthenticate } from "@/lib/session/reauthenticate-with-form";
import { requireSession } from "@/lib/session/require-session";

const GONE: FormRefusal = { status: "refused", message: refusalSentence({ status: "not_found" }) };

/** Call an application something else. */
export async function renameApplicationAction(
  id: string,
  form: FormData,
): Promise<{ status: "renamed"; name: string } | FormRefusal> {
  const principal = await requireSession();
  if (!z.uuid().lowercase().safeParse(id).success) return GONE;
  const input = editApplicationInput.shape.name.unwrap().safeParse(form.get("name") ?? "");
  if (!input.success) return { status: "invalid", fields: { name: input.error.issues.map(({ message }) => message) } };
  const result = await renameApplication(db, principal, id, input.data);
  if (result.status !== "renamed") return { status: "refused", message: refusalSentence(result) };
  revalidatePath("/organisations/[slug]", "layout");
  return { status: "renamed", name: result.application.name };
}

/** Delete an application. Whoever does types its name, and proves who they are. */
export async function deleteApplicationAction(
  id: string,
  form: FormData,
): Promise<{ status: "deleted"; name: string } | FormRefusal | ProofRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  const confirmed = await confirm(principal, id, form);
  if (confirmed.status !== "confirmed") return confirmed;
  const result = await deleteApplication(db, principal, id);
  if (result.status === "reauthentication_required") return askReauthentication(principal);
  if (result.status !== "deleted") return { status: "refused", message: refusalSentence(result) };
  revalidatePath("/organisations/[slug]", "layout");
  return { status: "deleted", name: confirmed.name };
}

/** Transfer an application to another organisation. Whoever does types its name, and proves who they are. */
export async function transferApplicationAction(
  id: string,
  form: FormData,
): Promise<{ status: "transferred"; address: string; name: string } | FormRefusal | ProofRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  const to = principal.organisations.find((organisation) => organisation.id === form.get("organisation"));
  if (to === undefined) return { status: "invalid", fields: { organisation: ["Choose an organisation."] } };
  const confirmed = await confirm(principal, id, form);
  if (confirmed.status !== "confirmed") return confirmed;
  const result = await transferApplication(db, principal, id, to.id);
  if (result.status === "reauthentication_required") return askReauthentication(principal);
  if (result.status === "role_required") {
    return {
      status: "refused",
      message: `A transfer needs an owner here and an owner or admin of ${to.name}. Your role in one of them has changed.`,
    };
  }
  if (result.status !== "transferred") return { status: "refused", message: refusalSentence(result) };
  revalidatePath("/organisations/[slug]", "layout");
  return {
    status: "transferred",
    address: `/organisations/${to.slug}/applications/${result.application.slug}`,
    name: to.name,
  };
}

async function confirm(
  principal: Awaited<ReturnType<typeof requireSession>>,
  id: string,
  form: FormData,
): Promise<{ status: "confirmed"; name: string } | FormRefusal> {
  if (!z.uuid().lowercase().safeParse(id).success) return GONE;
  const found = await findApplication(db, principal, id);
  if (found.status !== "found") return { status: "refused", message: refusalSentence(found) };
  const { name } = found.application;
  if (String(form.get("confirmation") ?? "").trim() === name) return { status: "confirmed", name };
  return { status: "invalid", fields: { confirmation: [`Type the application’s name exactly: ${name}`] } };
}
