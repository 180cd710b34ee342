"use client";

import { startTransition, useEffect, useState } from "react";
import type { CopyButton } from "@/components/ui/copy-button";
import { FAILED_TEXT, FAILED_TITLE } from "@/lib/failed-page";
import { NoticePage } from "./notice-page";
import { PlainButton, PlainLink } from "./plain-action";

/** What an error page says. `digest` is written in the server's log next to the cause. */
export function ErrorNotice({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <NoticePage
      code="500"
      title={FAILED_TITLE}
      actions={
        <>
          <PlainButton variant="primary" onClick={() => startTransition(() => retry())}>
            Try again
          </PlainButton>
          <PlainLink variant="secondary" href="/">
            Back to home
          </PlainLink>
        </>
      }
    >
      <p>{FAILED_TEXT}</p>
      {digest && (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          If it happens again, tell support this reference:
          <code className="rounded-sm border bg-sunken px-1.5 py-0.5 font-mono text-foreground">{digest}</code>
          <Copy value={digest} />
        </p>
      )}
    </NoticePage>
  );
}

/** Comes when there is something to copy, and stays away without a connection: the reference can be selected too. */
function Copy({ value }: { value: string }) {
  const [part, setPart] = useState<{ CopyButton: typeof CopyButton }>();
  useEffect(() => {
    import("@/components/ui/copy-button").then(setPart, () => {});
  }, []);
  return part && <part.CopyButton value={value} label="Copy reference" iconOnly variant="ghost" />;
}
