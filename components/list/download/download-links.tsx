import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { ExportFormat } from "@/lib/export/table";

const FORMATS = ["csv", "ndjson"] as const satisfies readonly ExportFormat[];

/** The rows of the list at `path` as a file, by plain links: they work without JavaScript. @param params those of the filters */
export function DownloadLinks({ path, params = "" }: { path: string; params?: string }) {
  return FORMATS.map((format) => (
    <Button asChild key={format}>
      <a href={downloadHref(path, params, format)} download>
        <Download aria-hidden="true" /> {format.toUpperCase()}
      </a>
    </Button>
  ));
}

/** Where the rows of a list are a file. */
export function downloadHref(path: string, params: string, format: ExportFormat): string {
  const query = new URLSearchParams(params);
  query.set("format", format);
  return `${path}/download?${query}`;
}
