"use client";

import { startTransition } from "react";
import { PageHeader } from "@/components/page/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";

/** When a log cannot be read: nothing of it is lost. */
export function ActivityUnreadable({ title, path, retry }: { title: string; path: string; retry: () => void }) {
  return (
    <>
      <PageHeader title="Activity" />
      <EmptyState
        title={title}
        action={
          <>
            <Button variant="primary" onClick={() => startTransition(() => retry())}>
              Try again
            </Button>
            <Button asChild>
              <Link href={path}>Clear filters</Link>
            </Button>
          </>
        }
      >
        The database didn’t respond in time. Nothing is lost: activity is still being recorded.
      </EmptyState>
    </>
  );
}
