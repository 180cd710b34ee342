"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import type { FormRefusal } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";
import { withoutUnchanged } from "@/lib/text-input";
import { editProfile, profileInput } from "@/lib/user/edit-profile";

export type ProfileState = { status: "idle" } | { status: "saved" } | FormRefusal | ProofRefusal;

/** Change the signed-in person's names and timezone. */
export async function editProfileAction(_previous: ProfileState, form: FormData): Promise<ProfileState> {
  return await runAction({
    form,
    input: ({ user: { firstName, lastName } }) =>
      profileInput.safeParse(
        withoutUnchanged(Object.fromEntries(form), { first_name: firstName, last_name: lastName }),
      ),
    verb: async (principal, input) => {
      await editProfile(db, principal, input);
      return { status: "saved" as const };
    },
  })({
    answers: { saved: true },
    refusals: {},
    // The layout shows names and times too.
    revalidate: () => revalidatePath("/", "layout"),
  });
}
