"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { db } from "@/db/database";
import { revokeReasonInput } from "@/lib/access-token/input";
import { refusalWords } from "@/lib/organisation/token/refusal-words";
import { restoreAccess, withdrawAccess } from "@/lib/organisation/token/withdraw";
import { requireSession } from "@/lib/session/require-session";

const target = z.object({ organisationId: z.uuid().lowercase(), tokenId: z.uuid().lowercase() });
const withdrawal = target.extend({ reason: revokeReasonInput });

export type AccessAnswer = { status: "done" } | { status: "refused"; message: string };

/** Withdraw a personal token's access to an organisation, in which the signed-in person is an owner or admin. */
export async function withdrawAccessAction(
  organisationId: string,
  tokenId: string,
  reason: string,
): Promise<AccessAnswer> {
  const principal = await requireSession();
  const input = withdrawal.safeParse({ organisationId, tokenId, reason });
  if (!input.success) return { status: "refused", message: input.error.issues[0]?.message ?? "That is no token." };
  const result = await withdrawAccess(db, principal, input.data);
  revalidatePath("/organisations", "layout");
  return "changed" in result ? { status: "done" } : { status: "refused", message: refusalWords(result) };
}

/** Give a personal token its access to an organisation back. */
export async function restoreAccessAction(organisationId: string, tokenId: string): Promise<AccessAnswer> {
  const principal = await requireSession();
  const input = target.safeParse({ organisationId, tokenId });
  if (!input.success) return { status: "refused", message: "That is no token." };
  const result = await restoreAccess(db, principal, input.data);
  revalidatePath("/organisations", "layout");
  return "changed" in result ? { status: "done" } : { status: "refused", message: refusalWords(result) };
}
