import { cn } from "@/components/ui/cn";
import { summariseScopes } from "@/lib/access-token/labels";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";

// Two names fit into a table's cell; the rest is counted.
const NAMED = 2;

/** What a token reaches in the organisation, by name, and what it may do there. */
export function ReachCell({ token }: { token: OrganisationTokenDetails }) {
  const { names, more } = summariseScopes(token.scopes);
  // Other scopes than `all` can amount to full access: which ones is worth reading.
  const may = [
    ...(token.all_access ? ["Full access"] : []),
    ...(token.scopes.includes("all") ? [] : [`${names.join(", ")}${more > 0 ? ` +${more}` : ""}`]),
  ].join(" · ");
  return (
    <div className="grid">
      <span
        className={cn("truncate", token.reach?.length === 0 && "text-warning-text")}
        title={token.reach?.join(", ") ?? reachLabel(token)}
      >
        {reachLabel(token)}
      </span>
      <span
        className="truncate text-[0.8125rem] text-muted-foreground leading-5"
        title={token.scopes.includes("all") ? undefined : token.scopes.join(", ")}
      >
        {may}
      </span>
    </div>
  );
}

/** `Everything`, or what it is limited to here. */
export function reachLabel({ reach, owner, acts_as: actsAs }: OrganisationTokenDetails): string {
  if (reach === null) {
    if (owner.role === "guest") return "All applications the guest was added to";
    return actsAs === "guest" ? "What it’s assigned to" : "Everything";
  }
  if (reach.length === 0) return "Nothing";
  const named = reach.slice(0, NAMED).join(", ");
  return reach.length > NAMED ? `${named} and ${reach.length - NAMED} more` : named;
}
