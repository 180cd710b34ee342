import { Badge } from "@/components/ui/badge";
import type { TokenJson } from "@/lib/access-token/json";

/** Says of a token that it was taken over from another system; nothing of any other. */
export function ImportedBadge({ token }: { token: Pick<TokenJson, "imported_at"> }) {
  return token.imported_at === null ? null : <Badge>Imported</Badge>;
}
