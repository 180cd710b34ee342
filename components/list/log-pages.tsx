"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { ActivityPlace } from "@/lib/activity/cursor";
import { useAnyList } from "./list-state";

type Cursor = ActivityPlace["cursor"] | undefined;

/** The ways to newer and to older entries of a log; nothing where it has one page. */
export function LogPages({ newer, older }: { newer: Cursor; older: Cursor }) {
  if (newer === undefined && older === undefined) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex justify-between gap-2">
      <Step direction="newer" cursor={newer}>
        <ChevronLeft aria-hidden="true" /> Newer
      </Step>
      <Step direction="older" cursor={older}>
        Older <ChevronRight aria-hidden="true" />
      </Step>
    </nav>
  );
}

function Step({
  direction,
  cursor,
  children,
}: {
  direction: ActivityPlace["direction"];
  cursor: Cursor;
  children: ReactNode;
}) {
  const { href } = useAnyList();
  if (cursor === undefined) {
    return (
      <Button size="sm" disabled>
        {children}
      </Button>
    );
  }
  return (
    <Button asChild size="sm">
      <Link href={href({ place: { direction, cursor } })}>{children}</Link>
    </Button>
  );
}
