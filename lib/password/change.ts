import { z } from "zod";
import { endCodes } from "@/db/account/one-time-code";
import { endSessionsOfUser, findLiveSession, markAuthenticated } from "@/db/account/session";
import { lockUser, updatePasswordHash } from "@/db/account/user";
import type { Db } from "@/db/database";
import { recordActivity } from "@/lib/activity/record";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { notifyPasswordChanged } from "@/lib/notice/notify/notify";
import { confirmPassword } from "@/lib/session/reauthenticate";
import type { SlowDown } from "@/lib/session/throttle";
import { write } from "@/lib/write";
import { hashPassword } from "./hash";
import { passwordInput, typedPassword } from "./input";
import { SAME_PASSWORD } from "./refusals";

/** The form of a password change. The new one may be neither the account's e-mail address nor the platform's name. */
export function changePasswordInput(taken: readonly string[]) {
  return z
    .object({ current: typedPassword, new: passwordInput(taken) })
    .refine((input) => input.current !== input.new, { path: ["new"], message: SAME_PASSWORD });
}

export type ChangePasswordInput = z.output<ReturnType<typeof changePasswordInput>>;
export type ChangePasswordResult =
  | { status: "changed"; endedSessions: number }
  | { status: "wrong_password" }
  | SlowDown
  | { status: "no_password" };

/** Replace the password of the signed-in person, who knows the current one. Every other session of the account ends. */
export async function changePassword(
  db: Db,
  principal: SessionPrincipal,
  input: ChangePasswordInput,
): Promise<ChangePasswordResult> {
  const confirmed = await confirmPassword(db, principal, input.current, "user.password_change_refused");
  if (confirmed.status === "use_oidc") return { status: "no_password" };
  if (confirmed.status !== "confirmed") return confirmed;
  const hash = await hashPassword(input.new);
  const { user, session, client } = principal;
  return await write(db, principal, async (trx): Promise<ChangePasswordResult> => {
    // Another change at the same moment ended this session: the confirmed password is no longer the current one.
    await lockUser(trx, user.id);
    if ((await findLiveSession(trx, session.id)) === undefined) return { status: "wrong_password" };
    await updatePasswordHash(trx, user.id, hash);
    await markAuthenticated(trx, session.id, "password");
    const endedSessions = await endSessionsOfUser(trx, user.id, session.id);
    await recordActivity(trx, {
      type: "user.password_changed",
      userId: user.id,
      actor: { userId: user.id },
      target: { type: "user", id: user.id, label: user.email },
      after: { ended_sessions: endedSessions },
      client,
    });
    await endCodes(trx, "reset_password", { userId: user.id, email: user.email }, principal.now);
    await notifyPasswordChanged(trx, user.id, client, principal);
    return { status: "changed", endedSessions };
  });
}
