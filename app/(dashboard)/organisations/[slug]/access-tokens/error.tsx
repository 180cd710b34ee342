"use client";

import { usePathname } from "next/navigation";
import { startTransition } from "react";
import { PageHeader } from "@/components/page/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Shown when the tokens cannot be read. What they may do has not changed. */
export default function OrganisationTokensError({ retry }: { retry: () => void }) {
  const path = usePathname();
  return (
    <>
      <PageHeader title="Access tokens" />
      <EmptyState
        title="Couldn’t load the tokens"
        action={
          <>
            <Button variant="primary" onClick={() => startTransition(() => retry())}>
              Try again
            </Button>
            <Button asChild>
              <a href={path}>Clear filters</a>
            </Button>
          </>
        }
      >
        The database didn’t respond in time. What the tokens can do hasn’t changed.
      </EmptyState>
    </>
  );
}
