"use client";

import { startTransition } from "react";
import { PageHeader } from "@/components/page/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** When the notices cannot be read: none is lost. */
export default function NotificationsError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <>
      <PageHeader title="Notifications" />
      <EmptyState
        title="Your notifications could not be loaded"
        action={
          <Button variant="primary" onClick={() => startTransition(() => retry())}>
            Try again
          </Button>
        }
      >
        The database did not answer in time. Nothing is lost: they are kept there, read or unread.
      </EmptyState>
    </>
  );
}
