"use client";

import { Time } from "@/components/ui/time";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { userAgentLabel } from "@/lib/user-agent-words";

/** When, from where and by what a token was last used, as one sentence. */
export function LastUseMessage({ token }: { token: Pick<TokenDetailsJson, "last_use"> }) {
  const use = token.last_use;
  if (use === null) return <>Never used.</>;
  const agent = userAgentLabel(use.user_agent);
  return (
    <>
      Last used <Time at={use.used_at} tense="past" />
      {use.address && (
        <>
          {" "}
          from <span className="wrap-anywhere font-mono text-[0.8125rem]">{use.address}</span>
        </>
      )}
      {agent && <> by {agent}</>}.
    </>
  );
}
