"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ExportFormat } from "@/lib/export/table";
import { downloadHref } from "./download-links";

export type DownloadState =
  | { status: "idle" }
  /** `rows` is undefined until the server says how many there are. */
  | { status: "running"; format: ExportFormat; done: number; rows: number | undefined }
  | { status: "failed"; format: ExportFormat };

const LINE_END = 0x0a;

/** Fetch the rows of a list and hand it to the browser as a file, reporting how many rows have arrived. */
export function useDownload(path: string, params: string, onSaved: (file: { name: string; rows: number }) => void) {
  const [state, setState] = useState<DownloadState>({ status: "idle" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    async (format: ExportFormat) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setState({ status: "running", format, done: 0, rows: undefined });
      try {
        const tell = (done: number, rows: number) => setState({ status: "running", format, done, rows });
        const file = await fetchFile(downloadHref(path, params, format), format, controller.signal, tell);
        save(file.name, file.blob);
        setState({ status: "idle" });
        onSaved(file);
      } catch {
        if (running.current === controller)
          setState(controller.signal.aborted ? { status: "idle" } : { status: "failed", format });
      }
    },
    [path, params, onSaved],
  );
  const cancel = useCallback(() => running.current?.abort(), []);
  return { state, start, cancel };
}

async function fetchFile(
  url: string,
  format: ExportFormat,
  signal: AbortSignal,
  tell: (done: number, rows: number) => void,
): Promise<{ name: string; blob: Blob; rows: number }> {
  const answer = await fetch(url, { signal, cache: "no-store" });
  if (!answer.ok || answer.body === null) throw new Error(`the rows could not be downloaded: ${answer.status}`);
  const rows = Number(answer.headers.get("X-Row-Count"));
  // The first line of a CSV names the columns.
  let done = format === "csv" ? -1 : 0;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = answer.body.getReader();
  while (true) {
    const { done: ended, value } = await reader.read();
    if (ended) break;
    parts.push(value);
    for (const byte of value) if (byte === LINE_END) done++;
    tell(Math.max(0, done), rows);
  }
  // A file that ends early must not pass for a whole one.
  if (done < rows) throw new Error("the download broke off");
  const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? `rows.${format}`;
  return { name, blob: new Blob(parts, { type: answer.headers.get("Content-Type") ?? "" }), rows: done };
}

function save(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
