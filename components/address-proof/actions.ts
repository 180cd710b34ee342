"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { type RequestProofResult, requestProof } from "@/lib/address-proof/request";
import { requireSession } from "@/lib/session/require-session";

export type RequestProofState = { status: "idle" } | RequestProofResult;

/** Mail the signed-in person the link that confirms the account's address. */
export async function requestProofAction(): Promise<RequestProofState> {
  const result = await requestProof(db, await requireSession());
  if (result.status === "proved_already") revalidatePath("/", "layout");
  return result;
}
