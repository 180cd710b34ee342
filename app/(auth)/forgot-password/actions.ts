"use server";

import { headers } from "next/headers";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { clientOf } from "@/lib/client";
import { RESET_REFUSALS } from "@/lib/password/refusals";
import { requestReset, requestResetInput } from "@/lib/password/request-reset";
import type { MailFormState } from "../mail-form";

/** Mail a link for a new password. The answer does not tell whether there is an account. */
export async function requestResetAction(_previous: MailFormState, form: FormData): Promise<MailFormState> {
  const email = textOf(form, "email");
  const input = requestResetInput.safeParse({ email });
  if (!input.success) return { status: "invalid", email, errors: input.error.issues.map(({ message }) => message) };
  const result = await requestReset(db, input.data, clientOf(await headers()), await databaseNow(db));
  switch (result.status) {
    case "asked":
      return { status: "asked", email: input.data.email };
    case "slow_down":
      return { ...result, email };
    case "mail_off":
      return {
        status: "invalid",
        email,
        errors: [RESET_REFUSALS.mail_off],
      };
  }
}
