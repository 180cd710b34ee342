"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { FormRefusal } from "@/components/form/form-dialog";
import { db } from "@/db/database";
import { createEnvironment } from "@/lib/environment/create";
import { deleteEnvironment } from "@/lib/environment/delete";
import { editEnvironment } from "@/lib/environment/edit";
import { findEnvironment } from "@/lib/environment/find";
import { createEnvironmentInput, editEnvironmentInput } from "@/lib/environment/input";
import { refusalSentence } from "@/lib/organisation/refusal-sentence";
import { askReauthentication, type ProofRefusal, reauthenticate } from "@/lib/session/reauthenticate-with-form";
import { requireSession } from "@/lib/session/require-session";
import { withoutUnchanged } from "@/lib/text-input";

const GONE: FormRefusal = { status: "refused", message: refusalSentence({ status: "not_found" }) };

/** Add an environment to an application. */
export async function createEnvironmentAction(
  applicationId: string,
  form: FormData,
): Promise<{ status: "created"; slug: string } | FormRefusal> {
  const principal = await requireSession();
  const input = createEnvironmentInput.safeParse({ application: applicationId, ...fieldsOf(form) });
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const result = await createEnvironment(db, principal, input.data);
  if (result.status === "invalid") return result;
  if (result.status !== "created") return { status: "refused", message: refusalSentence(result) };
  revalidatePath("/organisations/[slug]/applications", "layout");
  return { status: "created", slug: result.environment.slug };
}

/** Rename an environment, or have another branch in it. */
export async function editEnvironmentAction(
  id: string,
  form: FormData,
): Promise<{ status: "edited"; slug: string } | FormRefusal> {
  const principal = await requireSession();
  if (!z.uuid().lowercase().safeParse(id).success) return GONE;
  const found = await findEnvironment(db, principal, id);
  if (found.status !== "found") return { status: "refused", message: refusalSentence(found) };
  const { branch } = found.environment;
  const input = editEnvironmentInput.safeParse(withoutUnchanged(fieldsOf(form), { branch }));
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const result = await editEnvironment(db, principal, id, input.data);
  if (result.status === "invalid") return result;
  if (result.status !== "edited") return { status: "refused", message: refusalSentence(result) };
  revalidatePath("/organisations/[slug]/applications", "layout");
  return { status: "edited", slug: result.environment.slug };
}

/** Delete an environment with its variables. Whoever does types its name, and proves who they are. */
export async function deleteEnvironmentAction(
  id: string,
  form: FormData,
): Promise<{ status: "deleted"; slug: string } | FormRefusal | ProofRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  if (!z.uuid().lowercase().safeParse(id).success) return GONE;
  const found = await findEnvironment(db, principal, id);
  if (found.status !== "found") return { status: "refused", message: refusalSentence(found) };
  const { slug } = found.environment;
  if (String(form.get("confirmation") ?? "").trim() !== slug) {
    return { status: "invalid", fields: { confirmation: [`Type the environment’s name exactly: ${slug}`] } };
  }
  const result = await deleteEnvironment(db, principal, id);
  if (result.status === "reauthentication_required") return askReauthentication(principal);
  if (result.status !== "deleted") return { status: "refused", message: refusalSentence(result) };
  revalidatePath("/organisations/[slug]/applications", "layout");
  return { status: "deleted", slug };
}

function fieldsOf(form: FormData) {
  const branch = String(form.get("branch") ?? "").trim();
  return { slug: form.get("slug") ?? "", ...(branch === "" ? {} : { branch }) };
}
