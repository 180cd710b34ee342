"use server";

import { db } from "@/db/database";
import type { FormRefusal } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { preferenceInput, savePreference } from "@/lib/notice/preference";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";

export type PreferenceState = { status: "idle" } | { status: "saved" } | FormRefusal | ProofRefusal;

/** Save what the signed-in person wants to be told. A box that is not ticked is not sent. */
export async function savePreferenceAction(_previous: PreferenceState, form: FormData): Promise<PreferenceState> {
  return await runAction({
    form,
    input: () =>
      preferenceInput.safeParse(
        Object.fromEntries(Object.keys(preferenceInput.shape).map((name) => [name, form.get(name) === "on"])),
      ),
    verb: async (principal, input) => {
      await savePreference(db, principal.user.id, input);
      return { status: "saved" as const };
    },
  })({ answers: { saved: true }, refusals: {} });
}
