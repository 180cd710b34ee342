"use client";

import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { UNUSED_LABELS, unusedFor } from "@/lib/access-token/usage/unused";

/** When a row's token was last used, and in a table that nothing uses it. A list of lines has no head above it. */
export function Used({ token }: { token: Parameters<typeof unusedFor>[0] }) {
  const unused = unusedFor(token, useNow());
  const { last_used_at: at } = token;
  return (
    <>
      <span className="sr-only @3xl:hidden">Last used </span>
      {at === null ? (
        <>
          <span className="@3xl:hidden">{unused === "never" ? UNUSED_LABELS.never : "Not used yet"}</span>
          {unused !== "never" && <span className="text-muted-foreground @max-3xl:hidden">Never</span>}
        </>
      ) : (
        <span>
          <span className="@3xl:hidden">Used </span>
          <Time at={at} tense="past" />
        </span>
      )}
      {unused !== undefined && (
        <span className={cn("whitespace-nowrap text-warning-text @max-3xl:hidden", at !== null && "text-xs leading-4")}>
          {UNUSED_LABELS[unused]}
        </span>
      )}
    </>
  );
}
