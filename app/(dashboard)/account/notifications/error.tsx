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
        title="Your notifications could not be loaded"
        action={
          <PlainButton variant="primary" onClick={() => startTransition(() => retry())}>
            Try again
          </PlainButton>
        }
      >
        The database did not answer in time. Nothing is lost: they are kept there, read or unread.
      </EmptyState>
    </>
  );
}
