"use client";

import { ArrowDown, Download } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { readableLog, type ShownLog } from "@/lib/deployment/shown-log";

// Within two lines of the end counts as the end.
const END_PX = 40;

/** The end of a log. It follows what is appended unless the reader has scrolled up. */
export function LogView({
  log,
  isOver,
  isCut,
  href,
}: {
  log: ShownLog;
  isOver: boolean;
  isCut: boolean;
  /** The whole log as a file. */
  href: string;
}) {
  const frame = useRef<HTMLPreElement>(null);
  const [follows, setFollows] = useState(true);
  const toEnd = () => frame.current?.scrollTo({ top: frame.current.scrollHeight });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another end is what there is to scroll to
  useLayoutEffect(() => {
    if (follows) toEnd();
  }, [log.end, follows]);
  const text = readableLog(log.content);
  return (
    <section aria-labelledby="log" className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="log" className="font-semibold text-base">
          Log
        </h2>
        <span className="flex flex-wrap gap-2">
          {!follows && !isOver && (
            <Button size="sm" variant="ghost" onClick={() => setFollows(true)}>
              <ArrowDown aria-hidden="true" /> Follow
            </Button>
          )}
          <Button asChild size="sm">
            <a href={href} download>
              <Download aria-hidden="true" /> Download log
            </a>
          </Button>
        </span>
      </div>
      {log.start > 0 && (
        <p className="text-[0.8125rem] text-muted-foreground">
          Only the end is shown. Download the log to see all of it.
        </p>
      )}
      {text === "" ? (
        <p className="rounded-lg border border-dashed px-4 py-9 text-center text-muted-foreground text-sm">
          {isOver ? "Nothing was logged." : "Nothing has been logged yet."}
        </p>
      ) : (
        <pre
          ref={frame}
          role="log"
          aria-live="off"
          aria-labelledby="log"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard must reach
          tabIndex={0}
          onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
            setFollows(scrollHeight - scrollTop - clientHeight < END_PX)
          }
          className="wrap-anywhere max-h-[32rem] min-h-24 overflow-y-auto whitespace-pre-wrap rounded-lg border bg-sunken p-4 font-mono text-[0.8125rem] leading-5"
        >
          {text}
        </pre>
      )}
      {isCut && <p className="text-[0.8125rem] text-muted-foreground">The log reached 10 MiB. The rest is left out.</p>}
    </section>
  );
}
