"use server";

import { z } from "zod";
import { db } from "@/db/database";
import { createToken } from "@/lib/access-token/create";
import { editToken } from "@/lib/access-token/edit";
import { textsOf } from "@/lib/access-token/fields";
import { findToken, findTokenBySecret } from "@/lib/access-token/find";
import { findUnchosen, readTokenForm } from "@/lib/access-token/form/read-form";
import { createTokenInput, editTokenInput, revokeReasonInput } from "@/lib/access-token/input";
import { FIND_REFUSALS, REVOKE_REFUSALS, UNDO_REFUSALS, WRITE_REFUSALS } from "@/lib/access-token/refusals";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { undoRevoke } from "@/lib/access-token/revocation/undo";
import { parseFields } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { onceByForm } from "@/lib/form/once";
import { withoutUnchanged } from "@/lib/text-input";
import { revalidateTokens } from "./revalidate";

/** Create a token for the signed-in person. Its secret is in this result and nowhere else. */
export async function createTokenAction(form: FormData) {
  return await runAction({
    proof: form,
    verb: async (principal) => {
      const input = parseNewToken(form, principal.now, principal.user.timezone);
      if (input.status === "invalid") return input;
      const result = await onceByForm(
        db,
        principal,
        form,
        () => createToken(db, principal, input.data),
        (made) => (made.status === "created" ? made.token.uuid : undefined),
      );
      if (result.status !== "repeated") return result;
      const token = result.madeId === null ? undefined : await findToken(db, principal, result.madeId);
      return { status: "repeated" as const, token: token && { uuid: token.uuid, label: token.label } };
    },
  })({
    answers: {
      created: ({ token, secret }) => ({ token, secret }),
      limit_reached: ({ limit }) => ({ limit }),
      // This form has created a token already, whose secret was shown then; undefined where it is not known which.
      repeated: ({ token }) => ({ token }),
    },
    refusals: WRITE_REFUSALS,
    revalidate: revalidateTokens,
  });
}

/** The input of a new token, or everything that is wrong with its form: what is missing is said at once, not one after the other. */
function parseNewToken(form: FormData, now: Date, timezone: string) {
  const read = readTokenForm(form, now, timezone);
  const input = read.status === "invalid" ? read : parseFields(createTokenInput, read.json);
  const unchosen = findUnchosen(form);
  if (Object.keys(unchosen).length === 0) return input;
  return { status: "invalid" as const, fields: { ...(input.status === "invalid" ? input.fields : {}), ...unchosen } };
}

/** Change the token `uuid` of the signed-in person in place. Its secret stays. */
export async function editTokenAction(uuid: string, form: FormData) {
  return await runAction({
    proof: form,
    ids: { uuid },
    verb: async (principal) => {
      const read = readTokenForm(form, principal.now, principal.user.timezone);
      if (read.status === "invalid") return read;
      // The owner of a token never changes.
      const { organisation: _organisation, ...json } = read.json;
      const present = await findToken(db, principal, uuid);
      if (present === undefined) return { status: "not_found" as const };
      const texts = { ...textsOf(present), workflow: present.workflow };
      const input = parseFields(editTokenInput, withoutUnchanged(json, texts));
      return input.status === "invalid" ? input : await editToken(db, principal, uuid, input.data);
    },
  })({
    answers: {
      edited: ({ token }) => ({ token }),
      limit_reached: ({ limit }) => ({ limit }),
      not_editable: ({ detail }) => ({ detail }),
    },
    refusals: WRITE_REFUSALS,
    revalidate: revalidateTokens,
  });
}

const revokeInput = z.object({ reason: revokeReasonInput, leaked: z.boolean() });

/**
 * Revoke the token `uuid` of the signed-in person, and bring the page up to date. `leaked` is permanent, and also revokes what
 * was made with it.
 */
export async function revokeTokenAction(uuid: string, reason: string, leaked = false) {
  const answer = await revokeOneOfManyAction(uuid, reason, leaked);
  if (answer.status !== "invalid") revalidateTokens();
  return answer;
}

/** Revoke the token `uuid` without rendering the page again: a bulk revoke does that once, at the end. */
export async function revokeOneOfManyAction(uuid: string, reason: string, leaked = false) {
  return await runAction({
    ids: { uuid },
    input: () => revokeInput.safeParse({ reason, leaked }),
    verb: async (principal, input) => {
      const result = await revokeToken(db, principal, { id: uuid, ...input });
      // Asking twice changes nothing.
      return result.status === "already_revoked" ? { ...result, status: "revoked" as const } : result;
    },
  })({ answers: { revoked: ({ alsoRevoked }) => ({ also: alsoRevoked.length }) }, refusals: REVOKE_REFUSALS });
}

/** Take back the revoke of the token `uuid` of the signed-in person. */
export async function undoRevokeAction(uuid: string) {
  return await runAction({
    ids: { uuid },
    verb: (principal) => undoRevoke(db, principal, uuid),
  })({
    answers: { undone: true },
    refusals: UNDO_REFUSALS,
    revalidate: revalidateTokens,
    revalidatesAlways: true,
  });
}

/** Which token of the signed-in person a pasted secret belongs to. It is checked, and neither logged nor stored. */
export async function findBySecretAction(form: FormData) {
  return await runAction({
    form,
    verb: async (principal) => {
      // A line of a log may be long.
      const secret = z.string().max(64_000).safeParse(form.get("secret"));
      if (!secret.success) return { status: "not_a_secret" as const };
      return await findTokenBySecret(db, principal, secret.data);
    },
  })({
    answers: {
      found: ({ token: { uuid, label, status, purpose, ...token }, secretState }) => {
        // The hint of the pasted secret.
        const hint = (secretState === "current" ? undefined : token.rotation[secretState]?.hint) ?? token.hint;
        return { token: { uuid, label, hint, status, purpose }, secretState };
      },
    },
    refusals: FIND_REFUSALS,
  });
}
