"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { SignInRefused, signIn, signOut } from "@/auth";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { clientOf } from "@/lib/client";
import { acceptInvitation } from "@/lib/invitation/accept";
import { acceptInvitationAsNew } from "@/lib/invitation/accept-as-new";
import { invitationCookie } from "@/lib/invitation/cookie";
import { findLiveInvitation } from "@/lib/invitation/open";
import { findSession } from "@/lib/session/find-session";
import { type ConfirmResult, confirmPassword } from "@/lib/session/reauthenticate";
import { takeBackAttempt } from "@/lib/session/throttle";
import { signUpInput } from "@/lib/signup/account";
import { goToProvider } from "../../go-to-provider";

export type AcceptState = { status: "idle" } | Exclude<ConfirmResult, { status: "confirmed" }>;

/** Accept an invitation as the signed-in person, and go to the organisation; the page says why if that cannot be. */
export async function acceptAction(_previous: AcceptState, form: FormData): Promise<AcceptState> {
  const code = textOf(form, "code");
  // Not asked to sign in at `/login`: its address would name the code.
  let principal = await findSession();
  let result = principal && (await acceptInvitation(db, principal, code));
  if (principal !== undefined && result?.status === "reauthentication_required") {
    const confirmed = await confirmPassword(db, principal, textOf(form, "password"));
    if (confirmed.status !== "confirmed") return confirmed;
    principal = { ...principal, session: { ...principal.session, authenticatedAt: principal.now } };
    result = await acceptInvitation(db, principal, code);
  }
  redirect(result?.status === "accepted" ? `/organisations/${result.slug}` : pageOf(code));
}

const NAMES = ["firstName", "lastName", "password", "timezone"] as const;
type Name = (typeof NAMES)[number];

/** What was typed, to be shown again; the password is not. */
type Values = Partial<Record<Exclude<Name, "password">, string>>;

export type JoinState =
  | { status: "idle"; values: Values }
  | { status: "invalid"; values: Values; fields: Partial<Record<Name, string[]>> }
  /** The invited address has an account, with another password or deactivated. Only a password that could be a new one gets here. */
  | { status: "wrong"; values: Values }
  | { status: "slow_down"; values: Values; waitSeconds: number; retryAt: Date };

/**
 * Sign in as the invited address, or make its account, sign in to that and go to the organisation. Whether there is an account is
 * told only after a password that would have made one: until then every answer is the same, and takes the same work.
 */
export async function joinAction(_previous: JoinState, form: FormData): Promise<JoinState> {
  const { password, ...values } = {
    firstName: textOf(form, "firstName"),
    lastName: textOf(form, "lastName"),
    password: textOf(form, "password"),
    timezone: textOf(form, "timezone"),
  };
  const code = textOf(form, "code");
  const invitation = await findLiveInvitation(db, code);
  if (invitation === undefined) redirect(pageOf(code));
  const input = signUpInput(invitation.email).safeParse({ password, ...values });
  if (!input.success) return { status: "invalid", values, fields: z.flattenError(input.error).fieldErrors };
  const refused = await trySignIn(invitation.email, password);
  if (refused === undefined) redirect(pageOf(code));
  if (refused.status === "slow_down") return { ...refused, values };

  const client = clientOf(await headers());
  const result = await acceptInvitationAsNew(db, { code, password, ...values }, client);
  if (result.status === "invalid") return { ...result, values };
  if (result.status === "email_taken") return { status: "wrong", values };
  if (result.status !== "accepted") redirect(pageOf(code));
  // Not counted as a wrong password: a whole office that joins at once does not have to wait.
  await takeBackAttempt(db, result.email, client.address);
  if (await trySignIn(result.email, password)) redirect("/login?done=signed_up");
  redirect(`/organisations/${result.slug}`);
}

/** @returns why the password does not sign in; undefined when it did */
async function trySignIn(email: string, password: string): Promise<SignInRefused["reason"] | undefined> {
  try {
    await signIn("credentials", { email, password, redirect: false });
    return undefined;
  } catch (error) {
    if (error instanceof SignInRefused) return error.reason;
    throw error;
  }
}

/** Sign in, or make an account, at the OpenID Connect provider, and come back to the invitation. */
export async function goToProviderAction(code: string): Promise<void> {
  if (typeof code !== "string") redirect(pageOf(code));
  const { name, options } = invitationCookie();
  (await cookies()).set(name, code, options);
  await goToProvider("sign_in", "/invitations/return");
}

/** Sign out, and come back to the invitation. */
export async function leaveAccountAction(code: string): Promise<void> {
  await signOut({ redirect: false });
  redirect(pageOf(code));
}

// What was bound to a button may come as anything.
function pageOf(code: unknown): string {
  if (typeof code !== "string") return "/invitations";
  return `/invitations/${encodeURIComponent(code)}`;
}
