import { Badge } from "@/components/ui/badge";
import type { TokenDetailsJson } from "@/lib/access-token/json";

/** Says of a token how far its rotation is; nothing while none runs. */
export function RotationBadge({ token }: { token: Pick<TokenDetailsJson, "status" | "rotation"> }) {
  if (token.status !== "active") return null;
  if (token.rotation.retiring !== null) return <Badge variant="warning">Rotating</Badge>;
  if (token.rotation.pending !== null) return <Badge variant="warning">New secret waits</Badge>;
  return null;
}
