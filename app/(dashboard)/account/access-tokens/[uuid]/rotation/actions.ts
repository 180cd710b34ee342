"use server";

import { z } from "zod";
import { db } from "@/db/database";
import { extendOverlapInput, rotateTokenInput } from "@/lib/access-token/input";
import { ROTATION_REFUSALS, STORED_REFUSALS } from "@/lib/access-token/refusals";
import { cancelPending, endOverlap, extendOverlap } from "@/lib/access-token/rotation/overlap";
import { replaceUnstoredSecret, rotateToken } from "@/lib/access-token/rotation/rotate";
import { confirmStored } from "@/lib/access-token/secret/confirm-stored";
import { refuse } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { sentenceOf } from "@/lib/action/sentence";
import { revalidateTokens } from "../../revalidate";

const after = { refusals: ROTATION_REFUSALS, revalidate: revalidateTokens, revalidatesAlways: true } as const;
const hintInput = z.object({ hint: z.string().max(64) });

/**
 * Give the token `uuid` of the signed-in person a new secret; `asked` is what the API takes, and `form` may carry the password.
 * The secret is in this result and nowhere else.
 */
export async function rotateTokenAction(uuid: string, asked: z.input<typeof rotateTokenInput>, form: FormData) {
  return await runAction({
    proof: form,
    ids: { uuid },
    input: () => rotateTokenInput.safeParse(asked),
    verb: (principal, input) => rotateToken(db, principal, uuid, input),
  })({ answers: { rotated: ({ token, secret }) => ({ token, secret }) }, ...after });
}

/**
 * Confirm that the secret with this hint, which a page showed to the signed-in person, is stored: its token's page then stops
 * asking.
 */
export async function confirmStoredAction(uuid: string, hint: string) {
  return await runAction({
    ids: { uuid },
    input: () => hintInput.safeParse({ hint }),
    verb: async (principal, input) => {
      const status = await confirmStored(db, principal, uuid, input.hint);
      return status === "stored" ? { status } : { status };
    },
  })({ answers: { stored: true }, ...after, refusals: STORED_REFUSALS });
}

/**
 * Give the token `uuid` of the signed-in person another secret in the place of the one with this hint, which was never stored;
 * `form` may carry the password. The secret is in this result and nowhere else.
 */
export async function replaceUnstoredAction(uuid: string, hint: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { uuid },
    input: () => hintInput.safeParse({ hint }),
    verb: (principal, input) => replaceUnstoredSecret(db, principal, uuid, input.hint),
  })({ answers: { rotated: ({ token, secret }) => ({ token, secret }) }, ...after });
}

/** End the overlap of the token `uuid` of the signed-in person. One that has ended by itself counts as done. */
export async function endOverlapAction(uuid: string) {
  return await runAction({
    ids: { uuid },
    verb: async (principal) => {
      const result = await endOverlap(db, principal, uuid);
      return result.status === "no_overlap" ? { status: "ended" as const } : result;
    },
  })({ answers: { ended: true }, ...after });
}

/** Let the old secret of the token `uuid` of the signed-in person work until `retiresAt`, a moment as RFC 3339 writes it. */
export async function extendOverlapAction(uuid: string, retiresAt: string) {
  return await runAction({
    ids: { uuid },
    input: () => extendOverlapInput.safeParse({ retires_at: retiresAt }),
    verb: async (principal, input) => {
      const result = await extendOverlap(db, principal, uuid, input.retires_at);
      // The choice of dates has no field to show an error at.
      return result.status === "invalid" ? refuse(sentenceOf(ROTATION_REFUSALS, result)) : result;
    },
  })({ answers: { extended: ({ retiresAt: until }) => ({ retiresAt: until.toISOString() }) }, ...after });
}

/** End the new secret of the token `uuid` of the signed-in person that waits for its first use. The one in use stays. */
export async function cancelPendingAction(uuid: string) {
  return await runAction({
    ids: { uuid },
    verb: (principal) => cancelPending(db, principal, uuid),
  })({ answers: { cancelled: true }, ...after });
}
