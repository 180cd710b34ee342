"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { useToast } from "@/components/ui/toast";
import { useOpener } from "@/components/ui/use-opener";
import type { Noun } from "@/lib/list/definition";
import { countLabel } from "../list-count";
import { DownloadButton, type DownloadMenuProps } from "./download-button";
import { DownloadLinks } from "./download-links";
import { type DownloadState, useDownload } from "./use-download";

type Props = {
  path: string;
  params?: string;
  what: string;
  noun: Noun;
  count?: number;
  size?: "sm";
  className?: string;
};

const loadMenu = () => import("./download-menu");

/**
 * Downloads all rows of the list at `path` as a file, and shows how many have arrived.
 * @param params those of the filters
 * @param what is downloaded: `the activity`
 * @param count left out where nobody has counted the rows
 */
export function Download({ path, params = "", what, noun, count, size, className }: Props) {
  const toast = useToast(`download ${path}`);
  const words = (rows: number) => countLabel(rows, noun);
  const { state, start, cancel } = useDownload(path, params, ({ name, rows }) =>
    toast({ title: "File saved", description: `${name}, ${words(rows)}` }),
  );
  return (
    <div className={cn("grid w-full justify-items-start gap-2 sm:w-auto sm:justify-items-end", className)}>
      <DownloadMenu size={size} pending={state.status === "running"} disabled={count === 0} onChoose={start} />
      <noscript>
        <span className="flex gap-2">
          <DownloadLinks path={path} params={params} />
        </span>
      </noscript>
      <Running state={state} label={`Downloading ${what}`} words={words} onCancel={cancel} />
      {state.status === "failed" && (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-danger-text text-sm">
          The download was interrupted, and nothing was saved.
          <Button size="sm" onClick={() => void start(state.format)}>
            Try again
          </Button>
        </p>
      )}
    </div>
  );
}

function DownloadMenu({ onChoose, ...button }: DownloadMenuProps) {
  const { part, byKeyboard, openerProps } = useOpener(loadMenu);
  if (part) return <part.OpenDownloadMenu {...button} byKeyboard={byKeyboard} onChoose={onChoose} />;
  return <DownloadButton {...button} {...openerProps} aria-haspopup="menu" />;
}

function Running({
  state,
  label,
  words,
  onCancel,
}: {
  state: DownloadState;
  label: string;
  words: (rows: number) => string;
  onCancel: () => void;
}) {
  if (state.status !== "running") return null;
  const { done, rows } = state;
  return (
    <div className="flex w-[min(20rem,calc(100vw-2rem))] items-center gap-3">
      <div className="grid min-w-0 flex-1 gap-1">
        <Progress label={label} value={done} max={rows ?? 0} />
        <p className="text-[0.8125rem] text-muted-foreground tabular-nums">
          {rows === undefined ? "Counting…" : `${done.toLocaleString("en")} of ${words(rows)}`}
        </p>
      </div>
      <Button size="sm" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
