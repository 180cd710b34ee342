import { db } from "@/db/database";
import type { RotationRefusal } from "@/lib/access-token/authentication/caller";
import { publicTokenJson, type TokenJson } from "@/lib/access-token/json";
import { type RotateTokenInput, rotateToken } from "@/lib/access-token/rotation/rotate";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { ACCESS_TOKENS_PATH, exceedsCaller, tokenNotFound } from "./access-token";
import { created, type JsonAnswer } from "./answer/json";
import { baseUrl } from "./answer/list";
import { type Problem, problem } from "./answer/problem";
import { tokenUrl } from "./request/authentication";

/** Rotate a token and answer it with its new secret: 201, for a token by its uuid and for the one in use alike. */
export async function answerRotation(
  request: Request,
  principal: TokenPrincipal,
  id: string,
  input: RotateTokenInput,
): Promise<JsonAnswer<201, TokenJson & { access_token: string }>> {
  const result = await rotateToken(db, principal, id, input);
  switch (result.status) {
    case "rotated":
      return created(
        { ...publicTokenJson(result.token), access_token: result.secret },
        `${baseUrl(request)}${ACCESS_TOKENS_PATH}${id}/`,
      );
    case "overlap_running":
      throw problem("overlap_running", {
        because: `The old secret still works until ${result.retiresAt.toISOString()}.`,
        members: { retires_at: result.retiresAt.toISOString() },
      });
    case "reauthentication_required":
      throw new Error("only a person can be asked for a password, and a token calls");
    default:
      throw rotationProblem(result, principal);
  }
}

/** Why the caller may not change the secrets of a token. */
export function rotationProblem(
  refusal: { status: "not_found" } | RotationRefusal,
  principal: TokenPrincipal,
): Problem {
  switch (refusal.status) {
    case "not_found":
      return tokenNotFound();
    case "not_rotatable":
      return problem("not_rotatable", { because: refusal.detail });
    case "itself_not_allowed":
      return problem("exceeds_caller", {
        detail: "Ask the token's owner to allow self-rotation: this token can't rotate itself.",
        errors: { may_rotate_itself: ["This is false for the calling token."] },
        members: { fix_url: `${tokenUrl(principal.token.id)}?edit=1` },
      });
    case "maker_not_allowed":
      return problem("exceeds_caller", {
        detail:
          "Ask the token's owner to allow self-rotation: this token created the calling one, and can't rotate itself.",
        errors: { may_rotate_itself: ["This is false for the token that created the calling one."] },
      });
    case "exceeds_caller":
      return exceedsCaller(refusal.fields);
  }
}
