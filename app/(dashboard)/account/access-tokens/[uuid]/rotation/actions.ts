"use server";

import { z } from "zod";
import { db } from "@/db/database";
import { extendOverlapInput, rotateTokenInput } from "@/lib/access-token/input";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import {
  type CancelPendingResult,
  cancelPending,
  type EndOverlapResult,
  type ExtendOverlapResult,
  endOverlap,
  extendOverlap,
} from "@/lib/access-token/rotation/overlap";
import { type RotateTokenResult, replaceUnstoredSecret, rotateToken } from "@/lib/access-token/rotation/rotate";
import { confirmStored } from "@/lib/access-token/secret/confirm-stored";
import { type ProofRefusal, reauthenticate } from "@/lib/session/reauthenticate-with-form";
import { requireSession } from "@/lib/session/require-session";
import { revalidateTokens } from "../../revalidate";

const aboutSecret = z.object({ uuid: z.uuid().lowercase(), hint: z.string().max(64) });

/** Why nothing was changed, as a sentence. */
export type RotationRefused = { status: "refused"; message: string };

export type RotateOutcome =
  | { status: "rotated"; token: TokenDetailsJson; secret: string }
  | ProofRefusal
  | RotationRefused;

/**
 * Give the token `uuid` of the signed-in person a new secret; `asked` is what the API takes, and `form` may carry the password.
 * The secret is in this result and nowhere else.
 */
export async function rotateTokenAction(
  uuid: string,
  asked: z.input<typeof rotateTokenInput>,
  form: FormData,
): Promise<RotateOutcome> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  const input = z.object({ uuid: z.uuid().lowercase(), asked: rotateTokenInput }).safeParse({ uuid, asked });
  if (!input.success) return refused(input.error.issues[0]?.message ?? "That is no way to rotate a token.");
  const result = await rotateToken(db, principal, input.data.uuid, input.data.asked);
  if (result.status === "reauthentication_required") return { ...result, method: principal.session.method };
  revalidateTokens();
  return result.status === "rotated" ? result : refused(refusalOf(result));
}

/** Say that the secret with this hint, which a page showed to the signed-in person, is stored: its token's page then stops asking. */
export async function confirmStoredAction(uuid: string, hint: string): Promise<{ status: "stored" } | RotationRefused> {
  const principal = await requireSession();
  const input = aboutSecret.safeParse({ uuid, hint });
  const status = input.success
    ? await confirmStored(db, principal, input.data.uuid, input.data.hint)
    : ("not_found" as const);
  revalidateTokens();
  return status === "stored" ? { status } : refused("This secret has been replaced.");
}

/**
 * Give the token `uuid` of the signed-in person another secret in the place of the one with this hint, which was never stored;
 * `form` may carry the password. The secret is in this result and nowhere else.
 */
export async function replaceUnstoredAction(uuid: string, hint: string, form: FormData): Promise<RotateOutcome> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  const input = aboutSecret.safeParse({ uuid, hint });
  if (!input.success) return refused(refusalOf({ status: "not_found" }));
  const result = await replaceUnstoredSecret(db, principal, input.data.uuid, input.data.hint);
  if (result.status === "reauthentication_required") return { ...result, method: principal.session.method };
  revalidateTokens();
  if (result.status === "rotated") return result;
  if (result.status === "stored") {
    return refused(
      "Nothing was changed: this secret has been used, confirmed as stored, or replaced. Reload the page.",
    );
  }
  return refused(refusalOf(result));
}

/** End the overlap of the token `uuid` of the signed-in person. One that has ended by itself is as good. */
export async function endOverlapAction(uuid: string): Promise<{ status: "ended" } | RotationRefused> {
  const principal = await requireSession();
  if (!z.uuid().lowercase().safeParse(uuid).success) return refused(refusalOf({ status: "not_found" }));
  const result = await endOverlap(db, principal, uuid);
  revalidateTokens();
  if (result.status === "ended" || result.status === "no_overlap") return { status: "ended" };
  return refused(refusalOf(result));
}

/** Let the old secret of the token `uuid` of the signed-in person work until `retiresAt`, a moment as RFC 3339 writes it. */
export async function extendOverlapAction(
  uuid: string,
  retiresAt: string,
): Promise<{ status: "extended"; retiresAt: string } | RotationRefused> {
  const principal = await requireSession();
  const input = extendOverlapInput.extend({ uuid: z.uuid().lowercase() }).safeParse({ uuid, retires_at: retiresAt });
  if (!input.success) return refused("There is no such token or date.");
  const result = await extendOverlap(db, principal, input.data.uuid, input.data.retires_at);
  revalidateTokens();
  if (result.status === "extended") return { status: "extended", retiresAt: result.retiresAt.toISOString() };
  return refused(refusalOf(result));
}

/** End the new secret of the token `uuid` of the signed-in person that waits for its first use. The one in use stays. */
export async function cancelPendingAction(uuid: string): Promise<{ status: "cancelled" } | RotationRefused> {
  const principal = await requireSession();
  if (!z.uuid().lowercase().safeParse(uuid).success) return refused(refusalOf({ status: "not_found" }));
  const result = await cancelPending(db, principal, uuid);
  revalidateTokens();
  return result.status === "cancelled" ? result : refused(refusalOf(result));
}

type Refusal = Exclude<
  RotateTokenResult | EndOverlapResult | ExtendOverlapResult | CancelPendingResult,
  { status: "rotated" | "reauthentication_required" | "ended" | "extended" | "cancelled" }
>;

function refusalOf(result: Refusal): string {
  switch (result.status) {
    case "not_found":
      return "The token is no longer there.";
    case "not_rotatable":
    case "invalid":
      return result.detail;
    case "overlap_running":
      return "Meanwhile an overlap has begun: the new secret is in use, and the old one still works. End the overlap first.";
    case "no_overlap":
      return "The overlap has ended by now: the old secret no longer works.";
    case "no_pending":
      return "No new secret waits any more: it was used, cancelled, or has lapsed.";
    case "itself_not_allowed":
    case "maker_not_allowed":
    case "exceeds_caller":
      throw new Error(`only a calling token can be refused with ${result.status}, and a person is signed in`);
  }
}

function refused(message: string): RotationRefused {
  return { status: "refused", message };
}
