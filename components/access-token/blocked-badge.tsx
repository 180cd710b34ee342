import { Badge } from "@/components/ui/badge";

/** Says of a token that the policies of these organisations block it; nothing where there are none. */
export function BlockedBadge({ organisations }: { organisations: readonly string[] | undefined }) {
  const [only, ...others] = organisations ?? [];
  if (only === undefined) return null;
  return (
    <Badge variant="danger" title={organisations?.join(", ")}>
      {others.length === 0 ? `Blocked by ${only}’s policy` : `Blocked by ${others.length + 1} policies`}
    </Badge>
  );
}
