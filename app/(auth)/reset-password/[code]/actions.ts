"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { clientOf } from "@/lib/client";
import { resetWithCode } from "@/lib/password/reset";

export type ResetState =
  | { status: "idle" }
  | { status: "invalid"; fields: { password?: string[] } }
  | { status: "dead_link" };

/** Choose a new password with the code of a mail, then sign in with it. */
export async function resetPasswordAction(_previous: ResetState, form: FormData): Promise<ResetState> {
  const input = { code: textOf(form, "code"), password: textOf(form, "password") };
  const result = await resetWithCode(db, input, clientOf(await headers()), await databaseNow(db));
  if (result.status !== "reset") return result;
  redirect(`/login?done=${result.ended === undefined ? "password_reset" : "address_proved"}`);
}
