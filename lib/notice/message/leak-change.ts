import type { LeakChange } from "@/db/access-token/leak-report";
import { NO_NAMES } from "@/lib/activity/names";
import { organisationActivityMessage } from "@/lib/activity/organisation/message";

// In the activity these name the organisation; here that would mix a user's text into ours.
const WITHOUT_NAMES: Record<string, string> = {
  "access_token.access_restored": "Access restored to a token",
  "access_token.access_withdrawn": "Access withdrawn from a token",
};

/** A change by a leaked token, in our own words only: `Role changed (member to owner)`. Without its target. */
export function leakChangeMessage(row: Omit<LeakChange, "total" | "target_label">): string {
  const { what, changes } = organisationActivityMessage(row, NO_NAMES);
  // A colon introduces the consequences for the reader of the activity.
  const words = WITHOUT_NAMES[row.type] ?? what.split(":")[0] ?? what;
  const note = noteOf(row.type, changes);
  return note === "" ? words : `${words} (${note})`;
}

function noteOf(type: string, changes: ReturnType<typeof organisationActivityMessage>["changes"]): string {
  if (type === "membership.role_changed" || type === "application_collaborator.edited") {
    return changes
      .flatMap(({ field, before, after }) =>
        ["Role", "Access"].includes(field) && before !== null && "text" in before && after !== null && "text" in after
          ? [`${before.text} to ${after.text}`]
          : [],
      )
      .join(", ");
  }
  // The rules, without the moment from which they are in force.
  const rules = changes
    .filter(({ after }) => after === null || "text" in after)
    .map(({ field }) => field.toLowerCase());
  return type.startsWith("policy.") ? rules.sort().join(", ") : "";
}
