import { Badge } from "@/components/ui/badge";
import type { TokenDetailsJson } from "@/lib/access-token/json";

/** Says of a token that an organisation keeps it out; nothing of any other. */
export function WithdrawnBadge({ token }: { token: Pick<TokenDetailsJson, "withdrawals" | "status"> }) {
  const { withdrawals, status } = token;
  const [only] = withdrawals;
  if (only === undefined || status === "revoked") return null;
  return (
    <Badge variant="danger" title={withdrawals.map(({ organisation }) => organisation).join(", ")}>
      {withdrawals.length === 1
        ? `No access to ${only.organisation}`
        : `No access to ${withdrawals.length} organisations`}
    </Badge>
  );
}
