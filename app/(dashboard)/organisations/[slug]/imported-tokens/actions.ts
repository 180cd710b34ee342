"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { SUNSET_REFUSALS } from "@/lib/imported-token/refusals";
import { setSunset } from "@/lib/imported-token/set-sunset";
import { resolveLocal } from "@/lib/time/local";

const revalidate = () => revalidatePath("/organisations/[slug]/imported-tokens", "page");

/** Set or move the date at which imported tokens stop working, in the person's timezone. */
export async function setSunsetAction(form: FormData) {
  return await runAction({
    proof: form,
    verb: async (principal) => {
      const at = resolveLocal(textOf(form, "sunset_at"), principal.user.timezone)?.at;
      if (at === undefined) return { status: "invalid" as const, fields: { sunset_at: ["Enter the date and time."] } };
      return await setSunset(db, principal, at, seenIn(form));
    },
  })({ answers: { set: true, removed: true }, refusals: SUNSET_REFUSALS, revalidate, revalidatesAlways: true });
}

/** Let imported tokens work on. */
export async function removeSunsetAction(form: FormData) {
  return await runAction({
    proof: form,
    verb: (principal) => setSunset(db, principal, null, seenIn(form)),
  })({ answers: { set: true, removed: true }, refusals: SUNSET_REFUSALS, revalidate, revalidatesAlways: true });
}

/** The date that the person saw. What is no date is one that nobody set. */
function seenIn(form: FormData): Date | null {
  const text = textOf(form, "seen");
  return text === "" ? null : new Date(text);
}
