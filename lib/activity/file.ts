import { download } from "@/lib/api/answer/download";
import type { ExportFormat } from "./export";

/** A log as a file, row by row as it is taken. `X-Row-Count` tells beforehand how many rows there are; each is one line. */
export function activityFile<Row>(
  { format, name, now }: { format: ExportFormat; name: string; now: Date },
  count: number,
  head: string,
  rows: AsyncGenerator<Row[]>,
  lineOf: (row: Row) => string,
): Response {
  const dated = `${name}-${now.toISOString().slice(0, 10)}`;
  return download(format, dated, head, linesOf(rows, lineOf), { "X-Row-Count": String(count) });
}

async function* linesOf<Row>(rows: AsyncGenerator<Row[]>, lineOf: (row: Row) => string): AsyncGenerator<string> {
  for await (const some of rows) yield some.map(lineOf).join("");
}

export function refuseFile(code: string, status: 400 | 401 | 404): Response {
  return Response.json({ code }, { status, headers: { "Cache-Control": "no-store" } });
}
