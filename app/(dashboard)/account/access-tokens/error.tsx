"use client";

import { startTransition } from "react";
import { PageHeader } from "@/components/page/page-header";
import { PlainButton } from "@/components/page/plain-action";
import { EmptyState } from "@/components/ui/empty-state";

/** Shown when the list or a token could not be read. Tokens keep working, and a second try often helps. */
export default function AccessTokensError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <>
      <PageHeader title="Access tokens" />
      <EmptyState
        title="Couldn’t load your tokens"
        action={
          <PlainButton variant="primary" onClick={() => startTransition(() => retry())}>
            Try again
          </PlainButton>
        }
      >
        <p>The database didn’t respond in time. Your tokens still work.</p>
        {digest && (
          <p className="mt-2">
            For support: <code className="font-mono text-foreground">{digest}</code>
          </p>
        )}
      </EmptyState>
    </>
  );
}
