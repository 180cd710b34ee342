"use client";

import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { beginAtFirst } from "@/components/ui/use-opener";
import type { ExportFormat } from "@/lib/export/table";
import { DownloadButton, type DownloadMenuProps } from "./download-button";

const FORMATS: readonly { format: ExportFormat; words: string; about: string }[] = [
  { format: "csv", words: "CSV", about: "For a spreadsheet, with readable values" },
  { format: "ndjson", words: "NDJSON", about: "For a program, with raw values" },
];

/** The menu of `Download`, which opened it. @param byKeyboard begin at the first item */
export function OpenDownloadMenu({ byKeyboard, onChoose, ...button }: DownloadMenuProps & { byKeyboard: boolean }) {
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <DownloadButton {...button} />
      </DropdownMenuTrigger>
      <DropdownMenuContent ref={byKeyboard ? beginAtFirst : undefined} align="end" className="w-60">
        {FORMATS.map(({ format, words, about }) => (
          <DropdownMenuItem key={format} onSelect={() => void onChoose(format)}>
            <span className="grid">
              {words} <span className="text-[0.8125rem] text-muted-foreground">{about}</span>
            </span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
