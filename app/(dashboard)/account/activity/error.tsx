"use client";

import Link from "next/link";
import { startTransition } from "react";
import { PageHeader } from "@/components/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ACTIVITY_PATH } from "./activity-query";

/** When the activity cannot be read: nothing of it is lost. */
export default function ActivityError({ retry }: { retry: () => void }) {
  return (
    <>
      <PageHeader title="Activity" />
      <EmptyState
        title="Your activity could not be read"
        action={
          <>
            <Button variant="primary" onClick={() => startTransition(() => retry())}>
              Try again
            </Button>
            <Button asChild>
              <Link href={ACTIVITY_PATH}>Without filters</Link>
            </Button>
          </>
        }
      >
        The database did not answer in time. Nothing is lost: entries are recorded whether they can be read or not.
      </EmptyState>
    </>
  );
}
