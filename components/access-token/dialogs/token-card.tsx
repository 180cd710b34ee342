import type { ReactNode } from "react";
import type { TokenJson } from "@/lib/access-token/json";

/** Which token a dialog is about: its label and hint, and a line about it. */
export function TokenCard({ token, children }: { token: Pick<TokenJson, "label" | "hint">; children?: ReactNode }) {
  return (
    <div className="grid gap-1 rounded-lg border bg-sunken p-3.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5">
        <bdi className="min-w-0 break-words font-medium">{token.label}</bdi>
        <span className="font-mono text-[0.8125rem] text-muted-foreground">{token.hint}</span>
      </div>
      {children && <p className="text-muted-foreground text-sm">{children}</p>}
    </div>
  );
}
