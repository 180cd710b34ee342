"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignInRefused, signIn, signOut } from "@/auth";
import { db } from "@/db/database";
import { clientOf } from "@/lib/client";
import { acceptInvitation } from "@/lib/invitation/accept";
import { acceptInvitationAsNew } from "@/lib/invitation/accept-as-new";
import { invitationCookie } from "@/lib/invitation/cookie";
import { findSession } from "@/lib/session/find-session";
import { goToProvider } from "../../go-to-provider";

/** Accept an invitation as the signed-in person, and go to the organisation; the page says why if that cannot be. */
export async function acceptAction(_previous: null, form: FormData): Promise<null> {
  const code = textOf(form, "code");
  // Not asked to sign in at `/login`: its address would name the code.
  const principal = await findSession();
  const result = principal && (await acceptInvitation(db, principal, code));
  redirect(result?.status === "accepted" ? `/organisations/${result.slug}` : pageOf(code));
}

const NAMES = ["firstName", "lastName", "password", "timezone"] as const;
type Name = (typeof NAMES)[number];

/** What was typed, to be shown again; the password is not. */
type Values = Partial<Record<Exclude<Name, "password">, string>>;

export type AcceptAsNewState =
  | { status: "idle"; values: Values }
  | { status: "invalid"; values: Values; fields: Partial<Record<Name, string[]>> };

/** Make an account for the invited address, sign in to it and go to the organisation; the page says why if that cannot be. */
export async function acceptAsNewAction(_previous: AcceptAsNewState, form: FormData): Promise<AcceptAsNewState> {
  const { password, ...values } = {
    firstName: textOf(form, "firstName"),
    lastName: textOf(form, "lastName"),
    password: textOf(form, "password"),
    timezone: textOf(form, "timezone"),
  };
  const code = textOf(form, "code");
  const result = await acceptInvitationAsNew(db, { code, password, ...values }, clientOf(await headers()));
  if (result.status === "invalid") return { ...result, values };
  if (result.status !== "accepted") redirect(pageOf(code));
  try {
    await signIn("credentials", { email: result.email, password, redirect: false });
  } catch (error) {
    // Somebody guessed at this address before there was an account: signing in has to wait.
    if (error instanceof SignInRefused) redirect("/login?done=signed_up");
    throw error;
  }
  redirect(`/organisations/${result.slug}`);
}

/** Sign in, or make an account, at the OpenID Connect provider, and come back to the invitation. */
export async function goToProviderAction(code: string): Promise<void> {
  const { name, options } = invitationCookie();
  (await cookies()).set(name, code, options);
  await goToProvider("sign_in", "/invitations/return");
}

/** Sign out, and come back to the invitation. */
export async function leaveAccountAction(code: string): Promise<void> {
  await signOut({ redirect: false });
  redirect(pageOf(code));
}

function pageOf(code: string): string {
  return `/invitations/${encodeURIComponent(code)}`;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
