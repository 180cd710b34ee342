"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { FormRefusal } from "@/components/form/form-dialog";
import { db } from "@/db/database";
import { removeCollaborator } from "@/lib/application/collaborator/remove";
import { setCollaborator } from "@/lib/application/collaborator/set";
import { refusalSentence } from "@/lib/organisation/refusal-sentence";
import { requireSession } from "@/lib/session/require-session";

const setInput = z.object({
  applicationId: z.uuid().lowercase(),
  userId: z.uuid().lowercase(),
  access: z.enum(["read", "write"]),
});
const removeInput = setInput.omit({ access: true });
const GONE = refusalSentence({ status: "not_found" });

/** Add a guest to an application, or change whether he or she may write there. */
export async function setCollaboratorAction(
  applicationId: string,
  userId: string,
  access: string,
): Promise<{ status: "set" } | FormRefusal> {
  const principal = await requireSession();
  const input = setInput.safeParse({ applicationId, userId, access });
  if (!input.success) return { status: "invalid", fields: { user: ["Choose a guest."] } };
  const result = await setCollaborator(db, principal, input.data);
  switch (result.status) {
    case "set":
      revalidatePath("/organisations/[slug]/applications/[application]", "page");
      return { status: "set" };
    case "not_a_guest":
      return { status: "refused", message: "He or she is no guest any more, and sees every application." };
    case "member_not_found":
      return { status: "refused", message: "He or she does not belong to the organisation any more." };
    default:
      return { status: "refused", message: refusalSentence(result) };
  }
}

/** Take a guest off an application. */
export async function removeCollaboratorAction(
  applicationId: string,
  userId: string,
): Promise<{ status: "removed" } | FormRefusal> {
  const principal = await requireSession();
  const input = removeInput.safeParse({ applicationId, userId });
  if (!input.success) return { status: "refused", message: GONE };
  const result = await removeCollaborator(db, principal, input.data);
  if (result.status === "removed" || result.status === "member_not_found") {
    revalidatePath("/organisations/[slug]/applications/[application]", "page");
    return { status: "removed" };
  }
  return { status: "refused", message: refusalSentence(result) };
}
