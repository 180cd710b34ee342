"use server";

import { z } from "zod";
import { db } from "@/db/database";
import { createToken } from "@/lib/access-token/create";
import { editToken } from "@/lib/access-token/edit";
import { findToken, findTokenBySecret } from "@/lib/access-token/find";
import { readTokenForm } from "@/lib/access-token/form/read-form";
import { createTokenInput, editTokenInput, revokeReasonInput } from "@/lib/access-token/input";
import type { TokenJson } from "@/lib/access-token/json";
import { type RevokeTokenResult, revokeToken } from "@/lib/access-token/revocation/revoke";
import { undoRevoke } from "@/lib/access-token/revocation/undo";
import { undoRefusalWords } from "@/lib/access-token/revocation/undo-refusal-words";
import { onceByForm } from "@/lib/form/once";
import { type ProofRefusal, reauthenticate } from "@/lib/session/reauthenticate-with-form";
import { requireSession } from "@/lib/session/require-session";
import { withoutUnchanged } from "@/lib/text-input";
import { revalidateTokens } from "./revalidate";

/** Why a form's token was not written. Everything that was typed is still in the form. */
export type FormRefusal =
  /** By the API's name of the field. */
  | { status: "invalid"; fields: Record<string, string[] | undefined> }
  | ProofRefusal
  | { status: "limit_reached"; limit: number }
  | { status: "not_editable"; detail: string }
  | { status: "not_found" }
  /** The same form has created a token already, of which the secret was shown then; undefined where it is not known which. */
  | { status: "repeated"; token: Pick<TokenJson, "uuid" | "label"> | undefined };

/** Create a token for the signed-in person. Its secret is in this result and nowhere else. */
export async function createTokenAction(
  form: FormData,
): Promise<{ status: "created"; token: TokenJson; secret: string } | FormRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  const read = readTokenForm(form, principal.now, principal.user.timezone);
  if (read.status === "invalid") return read;
  const input = createTokenInput.safeParse(read.json);
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };

  const result = await onceByForm(
    db,
    principal,
    form,
    () => createToken(db, principal, input.data),
    (made) => (made.status === "created" ? made.token.uuid : undefined),
  );
  switch (result.status) {
    case "created":
      revalidateTokens();
      return result;
    case "repeated": {
      const token = result.madeId === null ? undefined : await findToken(db, principal, result.madeId);
      return { status: "repeated", token: token && { uuid: token.uuid, label: token.label } };
    }
    case "reauthentication_required":
      return { status: "reauthentication_required", method: principal.session.method };
    case "exceeds_caller":
      throw new Error("only a calling token can be exceeded, and a person signed in");
    case "role_required":
    case "blocked_by_policy":
    case "access_withdrawn":
      return { status: "not_editable", detail: "Your role in the organisation no longer allows this." };
    default:
      return result;
  }
}

/** Change the token `uuid` of the signed-in person in place. Its secret stays. */
export async function editTokenAction(
  uuid: string,
  form: FormData,
): Promise<{ status: "edited"; token: TokenJson } | FormRefusal> {
  const proof = await reauthenticate(await requireSession(), form);
  if (proof.status !== "proved") return proof;
  const { principal } = proof;
  if (!z.uuid().lowercase().safeParse(uuid).success) return { status: "not_found" };
  const read = readTokenForm(form, principal.now, principal.user.timezone);
  if (read.status === "invalid") return read;
  // Whose a token is never changes.
  const { organisation: _organisation, ...json } = read.json;
  const present = await findToken(db, principal, uuid);
  if (present === undefined) return { status: "not_found" };
  const { label, description, workflow } = present;
  const input = editTokenInput.safeParse(withoutUnchanged(json, { label, description, workflow }));
  if (!input.success) return { status: "invalid", fields: z.flattenError(input.error).fieldErrors };

  const result = await editToken(db, principal, uuid, input.data);
  switch (result.status) {
    case "edited":
      revalidateTokens();
      return result;
    case "reauthentication_required":
      return { status: "reauthentication_required", method: principal.session.method };
    case "exceeds_caller":
      throw new Error("only a calling token can be exceeded, and a person signed in");
    default:
      return result;
  }
}

const revokeInput = z.object({ id: z.uuid().lowercase(), reason: revokeReasonInput, leaked: z.boolean() });

export type RevokeResult = RevokeTokenResult | { status: "invalid"; message: string };

/**
 * Revoke the token `uuid` of the signed-in person, and bring the page up to date. `leaked` is for good, and takes along what
 * was made with it.
 */
export async function revokeTokenAction(uuid: string, reason: string, leaked = false): Promise<RevokeResult> {
  const result = await revokeOneOfManyAction(uuid, reason, leaked);
  if (result.status !== "invalid") revalidateTokens();
  return result;
}

/** The same without rendering the page anew: whoever revokes many does that once, at the end. */
export async function revokeOneOfManyAction(uuid: string, reason: string, leaked = false): Promise<RevokeResult> {
  const principal = await requireSession();
  const input = revokeInput.safeParse({ id: uuid, reason, leaked });
  if (!input.success) {
    return { status: "invalid", message: input.error.issues[0]?.message ?? "The token could not be revoked." };
  }
  return await revokeToken(db, principal, input.data);
}

/** Take back the revoke of the token `uuid` of the signed-in person. A refusal is a sentence. */
export async function undoRevokeAction(
  uuid: string,
): Promise<{ status: "undone" } | { status: "refused"; message: string }> {
  const principal = await requireSession();
  const result = z.uuid().lowercase().safeParse(uuid).success
    ? await undoRevoke(db, principal, uuid)
    : ({ status: "not_found" } as const);
  revalidateTokens();
  return result.status === "undone" ? result : { status: "refused", message: undoRefusalWords(result) };
}

export type FindResult =
  | {
      status: "found";
      /** `hint` is that of the pasted secret. */
      token: Pick<TokenJson, "uuid" | "label" | "hint" | "status" | "purpose">;
      secretState: "pending" | "current" | "retiring";
    }
  | { status: "mistyped" | "not_a_secret" | "not_found" };

/** Which token of the signed-in person a pasted secret belongs to. It is checked, and neither logged nor stored. */
export async function findBySecretAction(form: FormData): Promise<FindResult> {
  const principal = await requireSession();
  // A line of a log may be long.
  const secret = z.string().max(64_000).safeParse(form.get("secret"));
  if (!secret.success) return { status: "not_a_secret" };
  const result = await findTokenBySecret(db, principal, secret.data);
  if (result.status !== "found") return result;
  const { token, secretState } = result;
  const { uuid, label, status, purpose, rotation } = token;
  const hint = (secretState === "current" ? undefined : rotation[secretState]?.hint) ?? token.hint;
  return { status: "found", token: { uuid, label, hint, status, purpose }, secretState };
}
