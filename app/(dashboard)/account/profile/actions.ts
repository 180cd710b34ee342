"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { db } from "@/db/database";
import { requireSession } from "@/lib/session/require-session";
import { withoutUnchanged } from "@/lib/text-input";
import { editProfile, type ProfileInput, profileInput } from "@/lib/user/edit-profile";

export type ProfileState =
  | { status: "idle" }
  | { status: "invalid"; fields: Partial<Record<keyof ProfileInput, string[]>> }
  | { status: "saved" };

/** Change the signed-in person's names and timezone. */
export async function editProfileAction(_previous: ProfileState, form: FormData): Promise<ProfileState> {
  const principal = await requireSession();
  const { firstName, lastName } = principal.user;
  const sent = withoutUnchanged(Object.fromEntries(form), { first_name: firstName, last_name: lastName });
  const input = profileInput.safeParse(sent);
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  await editProfile(db, principal, input.data);
  // Names and times stand in the layout too.
  revalidatePath("/", "layout");
  return { status: "saved" };
}
