"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignInRefused, signIn } from "@/auth";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { clientOf } from "@/lib/client";
import { signUpWithCode } from "@/lib/signup/sign-up";

const NAMES = ["firstName", "lastName", "password", "timezone"] as const;
type Name = (typeof NAMES)[number];

/** What was typed, to be shown again; the password is not. */
export type SignUpValues = Partial<Record<Exclude<Name, "password">, string>>;

export type SignUpState =
  | { status: "idle"; values: SignUpValues }
  | { status: "invalid"; values: SignUpValues; fields: Partial<Record<Name, string[]>> }
  | { status: "dead_link" | "email_taken"; values: SignUpValues };

/** Make the account of a mailed code, sign in to it and go to its first page. */
export async function signUpAction(_previous: SignUpState, form: FormData): Promise<SignUpState> {
  const { password, ...values } = {
    firstName: textOf(form, "firstName"),
    lastName: textOf(form, "lastName"),
    password: textOf(form, "password"),
    timezone: textOf(form, "timezone"),
  };
  const input = { code: textOf(form, "code"), password, ...values };
  const result = await signUpWithCode(db, input, clientOf(await headers()), await databaseNow(db));
  if (result.status !== "signed_up") return { ...result, values };
  try {
    await signIn("credentials", { email: result.email, password, redirect: false });
  } catch (error) {
    // Someone guessed at this address before there was an account: signing in has to wait.
    if (error instanceof SignInRefused) redirect("/login?done=signed_up");
    throw error;
  }
  redirect("/");
}
