"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { goToProvider } from "@/app/(auth)/go-to-provider";
import { db } from "@/db/database";
import { env } from "@/lib/env";
import { disconnectIdentity } from "@/lib/oidc/connect";
import { changePassword, changePasswordInput } from "@/lib/password/change";
import { endOtherSessions, endSession } from "@/lib/session/end";
import { type ConfirmResult, confirmPassword, isFresh } from "@/lib/session/reauthenticate";
import { requireSession } from "@/lib/session/require-session";

const PAGE = "/account/security";

export type ChangePasswordState =
  | { status: "idle" }
  | { status: "invalid"; fields: { current?: string[]; new?: string[] } }
  | Awaited<ReturnType<typeof changePassword>>;

/** Change the password of the signed-in person. The other sessions end; this one goes on. */
export async function changePasswordAction(
  _previous: ChangePasswordState,
  form: FormData,
): Promise<ChangePasswordState> {
  const principal = await requireSession();
  const input = changePasswordInput([principal.user.email, env().BRAND_NAME]).safeParse({
    current: form.get("current") ?? "",
    new: form.get("new") ?? "",
  });
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };
  const result = await changePassword(db, principal, input.data);
  if (result.status === "changed") revalidatePath(PAGE);
  return result;
}

/** Sign one of the person's other devices out. */
export async function endSessionAction(id: string): Promise<void> {
  const principal = await requireSession();
  const parsed = z.uuid().lowercase().safeParse(id);
  if (parsed.success) await endSession(db, principal, parsed.data);
  revalidatePath(PAGE);
}

/** Sign every device but this one out. @returns how many there were */
export async function endOtherSessionsAction(): Promise<number> {
  const ended = await endOtherSessions(db, await requireSession());
  revalidatePath(PAGE);
  return ended;
}

export type IdentityState =
  | { status: "idle" }
  | { status: "last_way_in" }
  | Exclude<ConfirmResult, { status: "confirmed" }>;

/** Go to the provider, to connect the account there with this one. Asks for the password if the last one is old. */
export async function connectIdentityAction(_previous: IdentityState, form: FormData): Promise<IdentityState> {
  const refused = await confirmIdentityOfPerson(form);
  if (refused) return refused;
  const { session } = await requireSession();
  return await goToProvider({ type: "connect", sessionId: session.id }, `${PAGE}?done=connected`);
}

/** Take an identity off the account. Asks for the password if the last one is old. */
export async function disconnectIdentityAction(_previous: IdentityState, form: FormData): Promise<IdentityState> {
  const refused = await confirmIdentityOfPerson(form);
  if (refused) return refused;
  const id = z.uuid().lowercase().safeParse(form.get("id"));
  const result = id.success ? await disconnectIdentity(db, await requireSession(), id.data) : "not_found";
  if (result === "last_way_in") return { status: "last_way_in" };
  redirect(`${PAGE}?done=disconnected`);
}

async function confirmIdentityOfPerson(
  form: FormData,
): Promise<Exclude<ConfirmResult, { status: "confirmed" }> | undefined> {
  const principal = await requireSession();
  if (isFresh(principal)) return undefined;
  const password = form.get("password");
  const result = await confirmPassword(db, principal, typeof password === "string" ? password : "");
  return result.status === "confirmed" ? undefined : result;
}
