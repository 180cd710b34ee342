import { UNDOABLE_FOR_MINUTES } from "@/lib/access-token/rotation/rotation";
import { aRole } from "@/lib/organisation/member/roles";
import type { UndoRevokeResult } from "./undo";

/** Why a revoke was not undone, and what can be done instead, as sentences. */
export function undoRefusalWords(refusal: Exclude<UndoRevokeResult, { status: "undone" }>): string {
  switch (refusal.status) {
    case "not_found":
      return "The token is no longer there.";
    case "too_late":
      return `The ${UNDOABLE_FOR_MINUTES} minutes in which a revoke can be undone are over. Create a new token instead.`;
    case "final":
      return "This revoke is final: only one that you made yourself, and not for a leak, can be undone. Create a new token instead.";
    case "decided_above":
      return `This token was revoked by ${aRole(refusal.role)} of the organisation: only one with that role, or whoever revoked it, can undo that.`;
    case "limit_reached":
      return `You have ${refusal.limit} active tokens, and that is the most there can be. Revoke one that you no longer use, then undo this.`;
  }
}
