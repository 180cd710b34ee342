import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { summariseScopes } from "@/lib/access-token/labels";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";

// Two names fit into a table's cell; the rest is counted.
const NAMED = 2;

/** What a token reaches in the organisation, by name, and what it may do there. */
export function ReachCell({ token }: { token: OrganisationTokenDetails }) {
  const { names, more } = summariseScopes(token.scopes);
  return (
    <div className="grid justify-items-start gap-0.5 lg:w-44">
      <span
        className={cn("wrap-anywhere", token.reach?.length === 0 && "text-warning-text")}
        title={token.reach?.join(", ")}
      >
        {reachLabel(token)}
      </span>
      {token.all_access && <Badge>Full access</Badge>}
      {/* Other scopes can amount to it: which ones is worth reading. */}
      {!token.scopes.includes("all") && (
        <span className="text-[0.8125rem] text-muted-foreground leading-5" title={token.scopes.join(", ")}>
          {names.join(", ")}
          {more > 0 && ` +${more}`}
        </span>
      )}
    </div>
  );
}

/** `Everything`, or what it is limited to here. */
export function reachLabel({ reach, owner, acts_as: actsAs }: OrganisationTokenDetails): string {
  if (reach === null) {
    if (owner.role === "guest") return "All that the guest was added to";
    return actsAs === "guest" ? "What it is assigned to" : "Everything, also later";
  }
  if (reach.length === 0) return "Nothing";
  const named = reach.slice(0, NAMED).join(", ");
  return reach.length > NAMED ? `${named} and ${reach.length - NAMED} more` : named;
}
