"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { FormRefusal } from "@/components/form-dialog";
import { db } from "@/db/database";
import { createApplication } from "@/lib/application/create";
import { createApplicationInput } from "@/lib/application/input";
import { refusalSentence } from "@/lib/organisation/refusal-sentence";
import { requireSession } from "@/lib/session/require-session";

/** Make an application with its environments `test` and `live`. */
export async function createApplicationAction(
  organisationId: string,
  form: FormData,
): Promise<{ status: "created"; slug: string; name: string } | FormRefusal> {
  const principal = await requireSession();
  const input = createApplicationInput.safeParse({ organisation: organisationId, name: form.get("name") ?? "" });
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const result = await createApplication(db, principal, input.data);
  switch (result.status) {
    case "created":
      revalidatePath("/", "layout");
      return { status: "created", slug: result.application.slug, name: result.application.name };
    case "invalid":
      return result;
    default:
      return { status: "refused", message: refusalSentence(result) };
  }
}
