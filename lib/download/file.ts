import { EXPORT_FORMATS, type ExportFormat } from "@/lib/activity/export";
import { download } from "@/lib/api/download";

/** What is downloaded: a line for each row, in both formats. `name` comes without its ending. */
export type RowFile = { name: string; count: number; head: string; lines: AsyncGenerator<string> };

export type FileRefusal = "credentials_missing" | "not_found" | "invalid_request";

const STATUSES = { credentials_missing: 401, not_found: 404, invalid_request: 400 } as const;

/** The parameters of a request for a file; `format` is undefined where it asks for one that there is not. */
export function readDownload(request: Request): { params: Record<string, string>; format: ExportFormat | undefined } {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  return { params, format: EXPORT_FORMATS.find((known) => known === params.format) };
}

/** The file, row by row as it is taken. `X-Row-Count` tells beforehand how many rows there are. */
export function answerFile(format: ExportFormat, { name, count, head, lines }: RowFile): Response {
  return download(format, name, head, lines, { "X-Row-Count": String(count) });
}

/** Rows as the lines of a file, some at a time as they are taken. */
export async function* linesOf<Row>(
  rows: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  lineOf: (row: Row) => string,
): AsyncGenerator<string> {
  for await (const some of rows) yield some.map(lineOf).join("");
}

export function refuseFile(code: FileRefusal): Response {
  return Response.json({ code }, { status: STATUSES[code], headers: { "Cache-Control": "no-store" } });
}

/** The day of a file, for its name. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
