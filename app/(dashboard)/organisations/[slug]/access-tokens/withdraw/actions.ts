"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { db } from "@/db/database";
import { revokeReasonInput } from "@/lib/access-token/input";
import { runAction } from "@/lib/action/run-action";
import { ACCESS_REFUSALS } from "@/lib/organisation/token/refusals";
import { restoreAccess, withdrawAccess } from "@/lib/organisation/token/withdraw";

const after = {
  answers: { withdrawn: true, restored: true },
  refusals: ACCESS_REFUSALS,
  revalidate: () => revalidatePath("/organisations", "layout"),
  revalidatesAlways: true,
} as const;

/** Withdraw a personal token's access to an organisation, in which the signed-in person is an owner or admin. */
export async function withdrawAccessAction(organisationId: string, tokenId: string, reason: string) {
  return await runAction({
    ids: { organisationId, tokenId },
    input: () => z.object({ reason: revokeReasonInput }).safeParse({ reason }),
    verb: (principal, input) => withdrawAccess(db, principal, { organisationId, tokenId, reason: input.reason }),
  })(after);
}

/** Give a personal token its access to an organisation back. */
export async function restoreAccessAction(organisationId: string, tokenId: string) {
  return await runAction({
    ids: { organisationId, tokenId },
    verb: (principal) => restoreAccess(db, principal, { organisationId, tokenId }),
  })(after);
}
