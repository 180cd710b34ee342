"use server";

import { signOut } from "@/auth";
import { db } from "@/db/database";
import { endSession } from "@/lib/session/end";
import { findSession } from "@/lib/session/find-session";
import { requireSameAccount } from "@/lib/session/require-session";

/** End this browser's session, in the database and in the cookie. */
export async function signOutAction(): Promise<void> {
  const principal = await findSession();
  if (principal) {
    await requireSameAccount(principal);
    await endSession(db, principal, principal.session.id);
  }
  await signOut({ redirectTo: "/" });
}
