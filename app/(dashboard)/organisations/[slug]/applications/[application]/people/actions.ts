"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { db } from "@/db/database";
import { runAction } from "@/lib/action/run-action";
import { COLLABORATOR_REFUSALS } from "@/lib/application/collaborator/refusals";
import { removeCollaborator } from "@/lib/application/collaborator/remove";
import { setCollaborator } from "@/lib/application/collaborator/set";

const setInput = z.object({ user: z.uuid("Choose a guest.").lowercase(), access: z.enum(["read", "write"]) });
const revalidate = () => revalidatePath("/organisations/[slug]/applications/[application]", "page");

/** Add a guest to an application, or change whether they may write there. */
export async function setCollaboratorAction(applicationId: string, userId: string, access: string) {
  return await runAction({
    ids: { applicationId },
    input: () => setInput.safeParse({ user: userId, access }),
    verb: (principal, input) =>
      setCollaborator(db, principal, { applicationId, userId: input.user, access: input.access }),
  })({ answers: { set: true }, refusals: COLLABORATOR_REFUSALS, revalidate });
}

/** Remove a guest from an application. Someone who has left the organisation counts as removed. */
export async function removeCollaboratorAction(applicationId: string, userId: string) {
  return await runAction({
    ids: { applicationId, userId },
    verb: async (principal) => {
      const result = await removeCollaborator(db, principal, { applicationId, userId });
      return result.status === "member_not_found" ? { status: "removed" as const } : result;
    },
  })({ answers: { removed: true }, refusals: COLLABORATOR_REFUSALS, revalidate });
}
