import { Used } from "@/components/access-token/list/used";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { Sparkline } from "./sparkline";

/** When a token was last used, and how much in the last 30 days; or that nothing uses it. */
export function LastUsedCell({
  token,
  daily,
}: {
  token: Pick<TokenDetailsJson, "status" | "created_at" | "last_used_at">;
  daily: readonly number[] | undefined;
}) {
  return (
    <div className="grid justify-items-start gap-0.5 @max-3xl:inline">
      <Used token={token} />
      {daily !== undefined && <Sparkline daily={daily} />}
    </div>
  );
}
