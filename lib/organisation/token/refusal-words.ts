import { aRole } from "@/lib/organisation/member/roles";
import type { ChangeAccessResult } from "./withdraw";

/** Why a token's access could not be changed, as a sentence for a person. */
export function refusalWords(result: Exclude<ChangeAccessResult, { changed: boolean }>): string {
  switch (result.status) {
    case "not_personal":
      return "This token is the organisation’s own. Revoke it instead.";
    case "not_found":
      return "The token no longer reaches the organisation: its owner has left, or limited it to something else.";
    case "role_required":
      return "Only owners and admins of the organisation can do this. Your role has changed.";
    case "decided_above":
      return `The access was withdrawn by ${aRole(result.role)}: only one with that role, or whoever withdrew it, can give it back.`;
    case "exceeds_caller":
      throw new Error("only a calling token can be exceeded, and a person signed in");
    case "blocked_by_policy":
    case "access_withdrawn":
      return result.reason ?? "You are not let into the organisation.";
  }
}
