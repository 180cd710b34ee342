"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignInRefused, signIn, signOut } from "@/auth";
import { db } from "@/db/database";
import { clientOf } from "@/lib/client";
import { acceptInvitation, acceptInvitationAsNew } from "@/lib/invitation/accept";
import { requireSession } from "@/lib/session/require-session";

export type AcceptState = { status: "idle" | "dead_link" | "other_address" };

/** Accept an invitation as the signed-in person, and go to the organisation. */
export async function acceptAction(_previous: AcceptState, form: FormData): Promise<AcceptState> {
  const result = await acceptInvitation(db, await requireSession(), textOf(form, "code"));
  if (result.status === "accepted") redirect(`/organisations/${result.slug}`);
  return { status: result.status };
}

const NAMES = ["firstName", "lastName", "password", "timezone"] as const;
type Name = (typeof NAMES)[number];

/** What was typed, to be shown again; the password is not. */
type Values = Partial<Record<Exclude<Name, "password">, string>>;

export type AcceptAsNewState =
  | { status: "idle"; values: Values }
  | { status: "invalid"; values: Values; fields: Partial<Record<Name, string[]>> }
  | { status: "dead_link" | "email_taken"; values: Values };

/** Make an account for the invited address, sign in to it and go to the organisation. */
export async function acceptAsNewAction(_previous: AcceptAsNewState, form: FormData): Promise<AcceptAsNewState> {
  const { password, ...values } = {
    firstName: textOf(form, "firstName"),
    lastName: textOf(form, "lastName"),
    password: textOf(form, "password"),
    timezone: textOf(form, "timezone"),
  };
  const input = { code: textOf(form, "code"), password, ...values };
  const result = await acceptInvitationAsNew(db, input, clientOf(await headers()));
  if (result.status !== "accepted") return { ...result, values };
  try {
    await signIn("credentials", { email: result.email, password, redirect: false });
  } catch (error) {
    // Somebody guessed at this address before there was an account: signing in has to wait.
    if (error instanceof SignInRefused) redirect("/login?done=signed_up");
    throw error;
  }
  redirect(`/organisations/${result.slug}`);
}

/** Sign out, and come back to the invitation. */
export async function leaveAccountAction(code: string): Promise<void> {
  await signOut({ redirect: false });
  redirect(`/invitations/${encodeURIComponent(code)}`);
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
