"use server";

import { z } from "zod";
import { db } from "@/db/database";
import { NARROW_REFUSALS } from "@/lib/access-token/refusals";
import { narrowToUsed } from "@/lib/access-token/usage/narrow";
import { runAction } from "@/lib/action/run-action";
import { revalidateTokens } from "../../revalidate";

const sinceInput = z.object({ since: z.iso.date("This day doesn’t exist.") });

/**
 * Take from the token `uuid` of the signed-in person the scopes that it did not use since the day `since`: the day that the
 * dialog named, so that no more is taken than it said.
 */
export async function narrowToUsedAction(uuid: string, since: string) {
  return await runAction({
    ids: { uuid },
    input: () => sinceInput.safeParse({ since }),
    verb: (principal, input) => narrowToUsed(db, principal, uuid, new Date(`${input.since}T00:00:00Z`)),
  })({
    answers: { edited: ({ token }) => ({ scopes: token.scopes }) },
    refusals: NARROW_REFUSALS,
    revalidate: revalidateTokens,
  });
}
