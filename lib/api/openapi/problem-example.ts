import { ACCESS_TOKENS_PATH } from "@/lib/api/access-token";
import { oauthErrorOf } from "@/lib/api/answer/oauth-error";
import type { OauthError } from "@/lib/api/answer/oauth-errors";
import {
  PROBLEMS,
  type ProblemCode,
  type ProblemDetails,
  problem,
  problemJson,
  quotable,
} from "@/lib/api/answer/problem";
import { env } from "@/lib/env";
import { roleMessage } from "@/lib/organisation/refusals";
import { WEBHOOK_EXAMPLE } from "@/lib/webhook/json";

const UUID = "019a5c1e-7d20-7c41-9b6e-2f4d8a10c5e3";
const ORGANISATION = "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27";
const token = { uuid: UUID, label: "Nightly export" };
const AT = "2027-04-04T09:12:45Z";

/** What problems hold beyond what all of them do. */
function detailsOf(code: ProblemCode): Partial<ProblemDetails> & { because?: string } {
  const page = `${env().APP_URL}/account/access-tokens/${UUID}`;
  switch (code) {
    case "invalid_request":
      return { errors: { label: ["The label must have 1 to 255 characters."] } };
    case "token_expired":
      return { because: `The access token expired at ${AT}.`, members: { at: AT } };
    case "token_revoked":
      return { because: `The access token was revoked at ${AT}.`, members: { at: AT } };
    case "token_retired":
      return { because: `This secret was retired at ${AT}.`, members: { at: AT } };
    case "insufficient_scope": {
      const fix_url = `${page}?edit=1&add_scopes=tokens:write`;
      return { members: { required_scope: "tokens:write", resource: ACCESS_TOKENS_PATH, token, fix_url } };
    }
    case "exceeds_caller":
      return { errors: { scopes: ["The calling token doesn't have this."] } };
    case "role_required":
      return {
        detail: `Ask an owner or admin of the organisation. ${roleMessage("manage_people")}`,
        members: { required_permission: "manage_people", roles: ["owner", "admin"], token },
      };
    case "blocked_by_policy":
      return {
        members: { organisation: ORGANISATION, rules: ["expiration_required"], token, fix_url: `${page}?edit=1` },
      };
    case "access_withdrawn":
      return { members: { organisation: ORGANISATION, token } };
    case "network_not_allowed":
      return { members: { token, fix_url: page } };
    case "webhook_paused_by_leak":
      return { members: { fix_url: `${env().APP_URL}/organisations/harbour-studio/webhooks/${WEBHOOK_EXAMPLE.uuid}` } };
    case "overlap_running":
      return { members: { retires_at: AT } };
    default:
      return {};
  }
}

/** A problem as it is answered. @param status where it is another one than its own */
export function problemExample(code: ProblemCode, status: number) {
  const { details } = problem(code, detailsOf(code));
  return problemJson({ code, details: { ...details, status } }, ACCESS_TOKENS_PATH);
}

/** The same below `/oauth/`. */
export function oauthErrorExample(code: ProblemCode): { error: OauthError; error_description: string } {
  const { detail } = problem(code, detailsOf(code)).details;
  return { error: oauthErrorOf(code), error_description: quotable(detail) };
}

/** What a problem is called by people. */
export function problemTitle(code: ProblemCode): string {
  return PROBLEMS[code][1];
}
