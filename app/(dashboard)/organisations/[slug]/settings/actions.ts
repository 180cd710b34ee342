"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { FormRefusal } from "@/components/form/form-dialog";
import { db } from "@/db/database";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { deleteOrganisation } from "@/lib/organisation/delete";
import { organisationInput } from "@/lib/organisation/input";
import { leaveOrganisation } from "@/lib/organisation/leave";
import { renameOrganisation } from "@/lib/organisation/rename";
import { askReauthentication, type ProofRefusal, reauthenticate } from "@/lib/session/reauthenticate-with-form";
import { requireSession } from "@/lib/session/require-session";

type Refused = { status: "refused"; message: string };
export type RenameState = { status: "idle" } | { status: "renamed"; name: string } | Refused;

const GONE = "There is no such organisation any more, or you no longer belong to it.";

/** Call an organisation something else. */
export async function renameOrganisationAction(
  organisationId: string,
  _previous: RenameState,
  form: FormData,
): Promise<RenameState> {
  const principal = await requireSession();
  const id = z.uuid().lowercase().safeParse(organisationId);
  if (!id.success) return { status: "refused", message: GONE };
  const input = organisationInput.safeParse({ name: form.get("name") ?? "" });
  if (!input.success) return { status: "refused", message: input.error.issues[0]?.message ?? "Enter a name." };
  const result = await renameOrganisation(db, principal, id.data, input.data.name);
  if (result.status !== "renamed") return { status: "refused", message: refusalWords(result) };
  // It stands in the user menu of every page.
  revalidatePath("/", "layout");
  return { status: "renamed", name: result.organisation.name };
}

/** Delete an organisation that has no applications. Whoever does types its name, and proves who they are. */
export async function deleteOrganisationAction(
  organisationId: string,
  form: FormData,
): Promise<{ status: "deleted"; name: string } | FormRefusal | ProofRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  const organisation = principal.organisations.find(({ id }) => id === organisationId);
  if (organisation === undefined) return { status: "refused", message: GONE };
  if (String(form.get("confirmation") ?? "").trim() !== organisation.name.trim()) {
    return {
      status: "invalid",
      fields: { confirmation: [`Type the organisation’s name exactly: ${organisation.name}`] },
    };
  }
  const result = await deleteOrganisation(db, principal, organisation.id);
  switch (result.status) {
    case "deleted":
      revalidatePath("/", "layout");
      return { status: "deleted", name: organisation.name };
    case "has_applications":
      return {
        status: "refused",
        message:
          result.count === 1
            ? "The organisation has an application. Delete or transfer it first."
            : `The organisation has ${result.count} applications. Delete or transfer them first.`,
      };
    case "reauthentication_required":
      return askReauthentication(principal);
    case "is_platform":
      return { status: "refused", message: "The platform’s own organisation cannot be deleted." };
    default:
      return { status: "refused", message: refusalWords(result) };
  }
}

/** Leave an organisation. */
export async function leaveOrganisationAction(organisationId: string): Promise<{ status: "left" } | Refused> {
  const principal = await requireSession();
  const id = z.uuid().lowercase().safeParse(organisationId);
  if (!id.success) return { status: "refused", message: GONE };
  const result = await leaveOrganisation(db, principal, id.data);
  if (result.status === "last_owner") {
    return {
      status: "refused",
      message: "You are its last owner. Make somebody else an owner first, or delete the organisation.",
    };
  }
  if (result.status !== "left") return { status: "refused", message: refusalWords(result) };
  revalidatePath("/", "layout");
  return { status: "left" };
}

function refusalWords(refusal: OrganisationRefusal): string {
  return refusal.status === "role_required" ? "Only owners can do this. Your role has changed." : GONE;
}
