"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { SignInRefused, signIn } from "@/auth";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { safeCallbackUrl } from "@/lib/session/callback-url";
import { type ConfirmResult, confirmPassword } from "@/lib/session/reauthenticate";
import { requireSession } from "@/lib/session/require-session";
import { signInInput } from "@/lib/session/sign-in";
import { goToProvider } from "../go-to-provider";

export type SignInState =
  | { status: "idle" }
  | { status: "invalid"; email: string; fields: { email?: string[]; password?: string[] } }
  | { status: "wrong"; email: string }
  | { status: "slow_down"; email: string; waitSeconds: number; retryAt: Date };

/** Sign in with e-mail address and password, then go to the page that was asked for. */
export async function signInAction(_previous: SignInState, form: FormData): Promise<SignInState> {
  const email = textOf(form, "email");
  const input = signInInput.safeParse({ email, password: textOf(form, "password") });
  if (!input.success) return { status: "invalid", email, fields: z.flattenError(input.error).fieldErrors };
  try {
    await signIn("credentials", { ...input.data, redirect: false });
  } catch (error) {
    if (error instanceof SignInRefused) return { ...error.reason, email };
    throw error;
  }
  redirect(safeCallbackUrl(textOf(form, "callbackUrl")));
}

/** Sign in at the OpenID Connect provider, then come back to the page that was asked for. */
export async function signInAtProviderAction(form: FormData): Promise<void> {
  await goToProvider("sign_in", safeCallbackUrl(textOf(form, "callbackUrl")));
}

export type ConfirmState = { status: "idle" } | Exclude<ConfirmResult, { status: "confirmed" }>;

/** Someone who is signed in confirms the password, and continues to the page that asked for it. */
export async function confirmPasswordAction(_previous: ConfirmState, form: FormData): Promise<ConfirmState> {
  const result = await confirmPassword(db, await requireSession(), textOf(form, "password"));
  if (result.status !== "confirmed") return result;
  redirect(safeCallbackUrl(textOf(form, "callbackUrl")));
}

/** Someone who is signed in signs in again at the provider, and continues to the page that asked for it. */
export async function confirmAtProviderAction(form: FormData): Promise<void> {
  const { session } = await requireSession();
  await goToProvider({ type: "confirm", sessionId: session.id }, safeCallbackUrl(textOf(form, "callbackUrl")));
}
