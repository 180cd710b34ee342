import { PERMISSIONS } from "@/lib/authorization/permission";
import type { OrganisationRefusal } from "./authorize";

/** A refusal as somebody at the dashboard reads it, who saw the thing a moment ago. */
export function refusalSentence(refusal: OrganisationRefusal): string {
  if (refusal.status === "role_required") {
    return `Your role does not allow this: ${PERMISSIONS[refusal.permission].action.toLowerCase()}. It may have changed since the page was loaded.`;
  }
  return "It is not there any more, or you no longer have access to it. Reload the page.";
}
