"use client";

import { Download as DownloadIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Progress } from "@/components/ui/progress";
import { useToast } from "@/components/ui/toast";
import type { ExportFormat } from "@/lib/export/table";
import { type DownloadState, useDownload } from "./use-download";

const FORMATS: readonly { format: ExportFormat; words: string; about: string }[] = [
  { format: "csv", words: "CSV", about: "For a spreadsheet, in words" },
  { format: "ndjson", words: "NDJSON", about: "For a program, as recorded" },
];

/** Takes away what the filters of the log at `path` show, as a file. `params` are those of the filters. */
export function Download({ path, params }: { path: string; params: string }) {
  const toast = useToast(`download ${path}`);
  const { state, start, cancel } = useDownload(path, params, ({ name, rows }) =>
    toast({ title: `Saved ${name}`, description: entries(rows) }),
  );
  return (
    <div className="grid w-full justify-items-start gap-2 sm:w-auto sm:justify-items-end">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button pending={state.status === "running"}>
            <DownloadIcon aria-hidden="true" /> Download
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="w-60">
          {FORMATS.map(({ format, words, about }) => (
            <DropdownMenuItem key={format} onSelect={() => void start(format)}>
              <span className="grid">
                {words} <span className="text-[0.8125rem] text-muted-foreground">{about}</span>
              </span>
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <Running state={state} onCancel={cancel} />
      {state.status === "failed" && (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-danger-text text-sm">
          The download broke off, and nothing was saved.
          <Button size="sm" onClick={() => void start(state.format)}>
            Try again
          </Button>
        </p>
      )}
    </div>
  );
}

function Running({ state, onCancel }: { state: DownloadState; onCancel: () => void }) {
  if (state.status !== "running") return null;
  const { done, rows } = state;
  return (
    <div className="flex w-[min(20rem,calc(100vw-2rem))] items-center gap-3">
      <div className="grid min-w-0 flex-1 gap-1">
        <Progress label="Downloading the activity" value={done} max={rows ?? 0} />
        <p className="text-[0.8125rem] text-muted-foreground tabular-nums">
          {rows === undefined ? "Counting…" : `${done.toLocaleString("en")} of ${entries(rows)}`}
        </p>
      </div>
      <Button size="sm" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}

function entries(rows: number): string {
  return rows === 1 ? "1 entry" : `${rows.toLocaleString("en")} entries`;
}
