import { z } from "zod";
import { TOKEN_ORDERS } from "@/db/access-token/token";
import { revokeReasonInput } from "@/lib/access-token/input";
import { STATUSES } from "@/lib/access-token/lifetime/lifetime";
import { PURPOSES } from "@/lib/access-token/purpose";
import { limitMessage } from "@/lib/access-token/quota";
import { listParameters, orderParameter } from "./answer/list";
import { type Problem, problem } from "./answer/problem";
import { choiceParameter, resourceParams, textParameter, uuidParameter } from "./request/parameter";

export const ACCESS_TOKENS_PATH = "/iam/v3/access-tokens/";

export const tokenParams = resourceParams;

export const revokeQuery = z.strictObject({ reason: revokeReasonInput.optional() });

/** The filters of the list of tokens. */
export const tokensQuery = z.strictObject({
  status: choiceParameter("status", STATUSES),
  purpose: choiceParameter("purpose", PURPOSES),
  label: textParameter("label", "the exact label"),
  organisation: uuidParameter("organisation", "uuid of an organisation that the token has access to"),
  team: uuidParameter("team", "uuid of the team that an organisation's token is assigned to"),
  application: uuidParameter("application", "uuid of the application that an organisation's token is assigned to"),
  workflow: textParameter("workflow", "the exact name of the workflow that an organisation's token is assigned to"),
  o: orderParameter(TOKEN_ORDERS, { field: "created_at", descending: true }),
  ...listParameters,
});

/** The calling token asked for more than it has, in these fields. */
export function exceedsCaller(fields: readonly string[]): Problem {
  const messages = fields.map((field): [string, string[]] => [field, ["The calling token doesn't have this."]]);
  return problem("exceeds_caller", {
    detail:
      fields.length === 0
        ? "Use a personal token: this one acts for an organisation and can't create personal tokens."
        : `Request less in ${fields.join(", ")}: a token can only create and change tokens that are no stronger than itself.`,
    ...(fields.length === 0 ? {} : { errors: Object.fromEntries(messages) }),
  });
}

export function limitReached(limit: number): Problem {
  return problem("token_limit_reached", { because: limitMessage(limit, "The token's owner") });
}

export function invalidFields(fields: Record<string, string[]>): Problem {
  return problem("invalid_request", { errors: fields });
}

export function tokenNotFound(): Problem {
  return problem("not_found", {
    detail: "Check the uuid: there is no such access token, or this token has no access to it.",
  });
}
