"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { db } from "@/db/database";
import { findOrganisation, findPersonOf } from "@/db/organisation/organisation";
import { addressUnproved } from "@/lib/address-proof/words";
import { onceByForm } from "@/lib/form/once";
import { createOrganisation } from "@/lib/organisation/create";
import { organisationInput } from "@/lib/organisation/input";
import { requireSession } from "@/lib/session/require-session";

export type CreateOrganisationState =
  | { status: "idle" }
  | { status: "invalid"; fields: { name?: string[] } }
  | { status: "created"; slug: string; name: string };

/** Make an organisation of which the signed-in person becomes the owner. */
export async function createOrganisationAction(
  _previous: CreateOrganisationState,
  form: FormData,
): Promise<CreateOrganisationState> {
  const principal = await requireSession();
  const input = organisationInput.safeParse({ name: form.get("name") ?? "" });
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const result = await onceByForm(
    db,
    principal,
    form,
    () => createOrganisation(db, principal, input.data.name),
    (made) => (made.status === "created" ? made.organisation.id : undefined),
  );
  if (result.status === "repeated") return await madeBefore(principal.user.id, result.madeId);
  if (result.status === "address_unproved") return { status: "invalid", fields: { name: [addressUnproved()] } };
  if (result.status !== "created") return { status: "invalid", fields: { name: [result.detail] } };
  // It stands in the user menu of every page.
  revalidatePath("/", "layout");
  return { status: "created", slug: result.organisation.slug, name: result.organisation.name };
}

/** The answer to the form that made it, once more. */
async function madeBefore(userId: string, id: string | null): Promise<CreateOrganisationState> {
  const belongs = id !== null && (await findPersonOf(db, id, userId)) !== undefined;
  const organisation = belongs ? await findOrganisation(db, id) : undefined;
  return organisation === undefined
    ? { status: "invalid", fields: { name: ["This form was sent already. Reload the page to see what it created."] } }
    : { status: "created", slug: organisation.slug, name: organisation.name };
}
