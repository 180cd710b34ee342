"use client";

import Link from "next/link";
import { startTransition } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { FAILED_TEXT, FAILED_TITLE } from "@/lib/failed-page";
import { NoticePage } from "./notice-page";

/** What an error page says. `digest` is written in the server's log next to the cause. */
export function ErrorNotice({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <NoticePage
      code="500"
      title={FAILED_TITLE}
      actions={
        <>
          <Button variant="primary" onClick={() => startTransition(() => retry())}>
            Try again
          </Button>
          <Button asChild>
            <Link href="/">Go to the start page</Link>
          </Button>
        </>
      }
    >
      <p>{FAILED_TEXT}</p>
      {digest && (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          If it happens again, tell support this reference:
          <code className="rounded-sm border bg-sunken px-1.5 py-0.5 font-mono text-foreground">{digest}</code>
          <CopyButton value={digest} label="Copy reference" iconOnly variant="ghost" />
        </p>
      )}
    </NoticePage>
  );
}
