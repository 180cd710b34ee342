"use client";

import { startTransition } from "react";
import { PageHeader } from "@/components/page/page-header";
import { PlainButton } from "@/components/page/plain-action";
import { EmptyState } from "@/components/ui/empty-state";

/** When the notices cannot be read: none is lost. */
export default function NotificationsError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <>
      <PageHeader title="Notifications" />
      <EmptyState
        title="Couldn’t load your notifications"
        action={
          <PlainButton variant="primary" onClick={() => startTransition(() => retry())}>
            Try again
          </PlainButton>
        }
      >
        The database didn’t respond in time. Nothing is lost.
      </EmptyState>
    </>
  );
}
