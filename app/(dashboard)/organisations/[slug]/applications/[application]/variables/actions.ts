"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { FormRefusal } from "@/components/form/form-dialog";
import { db } from "@/db/database";
import { createVariable } from "@/lib/environment-variable/create";
import { deleteVariable } from "@/lib/environment-variable/delete";
import { editVariable } from "@/lib/environment-variable/edit";
import { importVariables } from "@/lib/environment-variable/import";
import { createVariableInput, editVariableInput } from "@/lib/environment-variable/input";
import { revealVariable } from "@/lib/environment-variable/reveal";
import { refusalSentence } from "@/lib/organisation/refusal-sentence";
import { askReauthentication, type ProofRefusal, reauthenticate } from "@/lib/session/reauthenticate-with-form";
import { requireSession } from "@/lib/session/require-session";

const PAGE = "/organisations/[slug]/applications/[application]";
const GONE: Extract<FormRefusal, { status: "refused" }> = {
  status: "refused",
  message: refusalSentence({ status: "not_found" }),
};

/** Add a variable to an environment. */
export async function createVariableAction(
  environmentId: string,
  form: FormData,
): Promise<{ status: "created"; name: string } | FormRefusal> {
  const principal = await requireSession();
  const input = createVariableInput.safeParse({
    environment: environmentId,
    name: form.get("name") ?? "",
    value: typedValue(form),
    is_sensitive: form.has("is_sensitive"),
  });
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const result = await createVariable(db, principal, input.data);
  if (result.status === "invalid") return result;
  if (result.status !== "created") return { status: "refused", message: refusalSentence(result) };
  revalidatePath(PAGE, "page");
  return { status: "created", name: result.variable.name };
}

/** Give a variable another value, and say whether it is sensitive from now on. */
export async function editVariableAction(id: string, form: FormData): Promise<{ status: "edited" } | FormRefusal> {
  const principal = await requireSession();
  if (!z.uuid().lowercase().safeParse(id).success) return GONE;
  const input = editVariableInput.safeParse({ value: typedValue(form), is_sensitive: form.has("is_sensitive") });
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const result = await editVariable(db, principal, id, input.data);
  if (result.status === "invalid") return result;
  if (result.status !== "edited") return { status: "refused", message: refusalSentence(result) };
  revalidatePath(PAGE, "page");
  return { status: "edited" };
}

/** Delete a variable. Whoever does proves who they are. */
export async function deleteVariableAction(
  id: string,
  form: FormData,
): Promise<{ status: "deleted" } | FormRefusal | ProofRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  if (!z.uuid().lowercase().safeParse(id).success) return GONE;
  const result = await deleteVariable(db, principal, id);
  if (result.status === "reauthentication_required") return askReauthentication(principal);
  if (result.status !== "deleted") return { status: "refused", message: refusalSentence(result) };
  revalidatePath(PAGE, "page");
  return { status: "deleted" };
}

/** The value of a variable that is not sensitive: in this answer, and in no page. That somebody looked is recorded. */
export async function revealVariableAction(
  id: string,
): Promise<{ status: "revealed"; value: string } | { status: "refused"; message: string }> {
  const principal = await requireSession();
  if (!z.uuid().lowercase().safeParse(id).success) return GONE;
  const result = await revealVariable(db, principal, id);
  switch (result.status) {
    case "revealed":
      return result;
    case "sensitive":
      return { status: "refused", message: "It is sensitive now: its value is never shown." };
    case "unreadable":
      return {
        status: "refused",
        message: "The value cannot be read: the instance’s secret was changed since. Enter it anew.",
      };
    default:
      return { status: "refused", message: refusalSentence(result) };
  }
}

/** Write all variables of a pasted `.env` text. */
export async function importVariablesAction(
  environmentId: string,
  form: FormData,
): Promise<{ status: "imported"; created: number; changed: number } | FormRefusal> {
  const principal = await requireSession();
  if (!z.uuid().lowercase().safeParse(environmentId).success) return GONE;
  const result = await importVariables(db, principal, {
    environment: environmentId,
    text: String(form.get("text") ?? ""),
    isSensitive: form.has("is_sensitive"),
  });
  if (result.status === "invalid") return result;
  if (result.status !== "imported") return { status: "refused", message: refusalSentence(result) };
  revalidatePath(PAGE, "page");
  return result;
}

/** What was typed: a form sends its line breaks as CR LF. */
function typedValue(form: FormData): string {
  return String(form.get("value") ?? "").replaceAll("\r\n", "\n");
}
