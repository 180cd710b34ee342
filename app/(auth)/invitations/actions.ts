"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { db } from "@/db/database";
import { acceptProvedInvitation } from "@/lib/invitation/accept";
import { requireSession } from "@/lib/session/require-session";

/** Accept one of the invitations that are listed, and go to the organisation; the list says what is left if that cannot be. */
export async function acceptProvedAction(id: string): Promise<void> {
  const principal = await requireSession();
  const result = z.uuid().safeParse(id).success ? await acceptProvedInvitation(db, principal, id) : undefined;
  redirect(result?.status === "accepted" ? `/organisations/${result.slug}` : "/invitations");
}
