"use server";

import { z } from "zod";
import { db } from "@/db/database";
import { narrowToUsed } from "@/lib/access-token/usage/narrow";
import { requireSession } from "@/lib/session/require-session";
import { revalidateTokens } from "../../revalidate";

export type NarrowOutcome = { status: "narrowed"; scopes: string[] } | { status: "refused"; message: string };

/**
 * Take from the token `uuid` of the signed-in person the scopes that it did not use since the day `since`: the very day that the
 * dialog spoke of, so that nothing more is taken than it said.
 */
export async function narrowToUsedAction(uuid: string, since: string): Promise<NarrowOutcome> {
  const principal = await requireSession();
  const input = z.object({ uuid: z.uuid().lowercase(), since: z.iso.date() }).safeParse({ uuid, since });
  if (!input.success) return { status: "refused", message: "There is no such token or day." };
  const result = await narrowToUsed(db, principal, uuid, new Date(`${input.data.since}T00:00:00Z`));
  switch (result.status) {
    case "edited":
      revalidateTokens();
      return { status: "narrowed", scopes: result.token.scopes };
    case "nothing_used":
      return { status: "refused", message: "Nothing of what it may do was used: it would be left without a scope." };
    case "nothing_to_narrow":
      return { status: "refused", message: "By now it has no scope that is not in use." };
    case "not_found":
      return { status: "refused", message: "The token is no longer there." };
    case "not_editable":
      return { status: "refused", message: result.detail };
    default:
      throw new Error(`narrowing a token cannot be refused with ${result.status}: it becomes weaker only`);
  }
}
