"use server";

import { db } from "@/db/database";
import { preferenceInput, savePreference } from "@/lib/notice/preference";
import { requireSession } from "@/lib/session/require-session";

export type PreferenceState = { status: "idle" } | { status: "invalid" } | { status: "saved" };

/** Save what the signed-in person wants to be told. A box that is not ticked is not sent. */
export async function savePreferenceAction(_previous: PreferenceState, form: FormData): Promise<PreferenceState> {
  const principal = await requireSession();
  const input = preferenceInput.safeParse(
    Object.fromEntries(Object.keys(preferenceInput.shape).map((name) => [name, form.get(name) === "on"])),
  );
  if (!input.success) return { status: "invalid" };
  await savePreference(db, principal.user.id, input.data);
  return { status: "saved" };
}
