"use server";

import { headers } from "next/headers";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { clientOf } from "@/lib/client";
import { SIGN_UP_REFUSALS } from "@/lib/signup/refusals";
import { requestSignUp, requestSignUpInput } from "@/lib/signup/request";
import type { MailFormState } from "../mail-form";

/** Mail the link that continues the sign-up. The answer does not tell whether there is an account. */
export async function requestSignUpAction(_previous: MailFormState, form: FormData): Promise<MailFormState> {
  const email = textOf(form, "email");
  const input = requestSignUpInput.safeParse({ email });
  if (!input.success) return { status: "invalid", email, errors: input.error.issues.map(({ message }) => message) };
  const result = await requestSignUp(db, input.data, clientOf(await headers()), await databaseNow(db));
  switch (result.status) {
    case "asked":
      return { status: "asked", email: input.data.email };
    case "slow_down":
      return { ...result, email };
    case "closed":
    case "mail_off":
      return { status: "invalid", email, errors: [SIGN_UP_REFUSALS[result.status]] };
  }
}
