"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { goToProvider } from "@/app/(auth)/go-to-provider";
import { db } from "@/db/database";
import { type FieldErrors, type Refused, textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { env } from "@/lib/env";
import { disconnectIdentity } from "@/lib/oidc/connect";
import { changePassword, changePasswordInput } from "@/lib/password/change";
import { endOtherSessions, endSession } from "@/lib/session/end";
import { type ConfirmResult, confirmPassword, isFresh } from "@/lib/session/reauthenticate";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";
import { requireSession } from "@/lib/session/require-session";

const PAGE = "/account/security";
const revalidate = () => revalidatePath(PAGE);

export type ChangePasswordState =
  | { status: "idle" }
  | { status: "invalid"; fields: FieldErrors }
  | Awaited<ReturnType<typeof changePassword>>
  | Refused
  | ProofRefusal;

/** Change the password of the signed-in person. The other sessions end; this one stays. */
export async function changePasswordAction(
  _previous: ChangePasswordState,
  form: FormData,
): Promise<ChangePasswordState> {
  return await runAction({
    form,
    input: ({ user }) =>
      changePasswordInput([user.email, env().BRAND_NAME]).safeParse({
        current: textOf(form, "current"),
        new: textOf(form, "new"),
      }),
    verb: (principal, input) => changePassword(db, principal, input),
  })({
    answers: {
      changed: ({ endedSessions }) => ({ endedSessions }),
      wrong_password: true,
      slow_down: ({ waitSeconds, retryAt }) => ({ waitSeconds, retryAt }),
      no_password: true,
    },
    refusals: {},
    revalidate,
  });
}

/** Sign one of the person's other devices out. One that is signed out already counts as done. */
export async function endSessionAction(id: string) {
  return await runAction({
    verb: async (principal) => {
      if (z.uuid().lowercase().safeParse(id).success) await endSession(db, principal, id);
      return { status: "ended" as const };
    },
  })({ answers: { ended: true }, refusals: {}, revalidate });
}

/** Sign every device but this one out, and say how many there were. */
export async function endOtherSessionsAction() {
  return await runAction({
    verb: async (principal) => ({ status: "ended" as const, count: await endOtherSessions(db, principal) }),
  })({ answers: { ended: ({ count }) => ({ count }) }, refusals: {}, revalidate });
}

export type IdentityState =
  | { status: "idle" }
  | { status: "last_way_in" }
  | Exclude<ConfirmResult, { status: "confirmed" }>;

/** Go to the provider, to connect the account there with this one. Asks for the password if the last proof is old. */
export async function connectIdentityAction(_previous: IdentityState, form: FormData): Promise<IdentityState> {
  const refused = await confirmIdentityOfPerson(form);
  if (refused) return refused;
  const { session } = await requireSession();
  return await goToProvider({ type: "connect", sessionId: session.id }, `${PAGE}?done=connected`);
}

/** Remove an identity from the account. Asks for the password if the last proof is old. */
export async function disconnectIdentityAction(_previous: IdentityState, form: FormData): Promise<IdentityState> {
  const refused = await confirmIdentityOfPerson(form);
  if (refused) return refused;
  const id = z.uuid().lowercase().safeParse(textOf(form, "id"));
  const result = id.success ? await disconnectIdentity(db, await requireSession(), id.data) : "not_found";
  if (result === "last_way_in") return { status: "last_way_in" };
  redirect(`${PAGE}?done=disconnected`);
}

async function confirmIdentityOfPerson(
  form: FormData,
): Promise<Exclude<ConfirmResult, { status: "confirmed" }> | undefined> {
  const principal = await requireSession();
  if (isFresh(principal)) return undefined;
  const result = await confirmPassword(db, principal, textOf(form, "password"));
  return result.status === "confirmed" ? undefined : result;
}
