import type { TeamRefusal } from "@/lib/team/change";

/** Why a team could not be changed, as a sentence for a person. */
export function refusalWords(refusal: TeamRefusal | { status: "team_not_found" }): string {
  switch (refusal.status) {
    case "invalid":
      return Object.values(refusal.fields).flat()[0] ?? "The team cannot be changed like this.";
    case "role_required":
      return "Only owners and admins of the organisation can do this. Your role has changed.";
    case "team_not_found":
      return "There is no such team any more.";
    default:
      return "You no longer belong to the organisation.";
  }
}
