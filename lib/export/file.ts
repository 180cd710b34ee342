import { type ExportFormat, type ExportTable, exportHead, exportLine } from "./table";

const TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson; charset=utf-8" };

/**
 * Rows as a streamed file: a slow client costs no memory. Each row is one line.
 * @param name of the file, without the date and the ending that it gets
 * @param count how many rows there are, which `X-Row-Count` tells beforehand
 */
export function exportFile<Row, Column extends string>(
  { format, name, date, count }: { format: ExportFormat; name: string; date: Date; count: number },
  table: ExportTable<Row, Column>,
  rows: AsyncGenerator<readonly Row[]>,
): Response {
  const encoder = new TextEncoder();
  const head = exportHead(format, table);
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (head !== "") controller.enqueue(encoder.encode(head));
      },
      async pull(controller) {
        const { done, value } = await rows.next();
        if (done) return controller.close();
        controller.enqueue(encoder.encode(value.map((row) => exportLine(format, table, row)).join("")));
      },
      async cancel() {
        await rows.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": TYPES[format],
      "Content-Disposition": `attachment; filename="${name}-${date.toISOString().slice(0, 10)}.${format}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Row-Count": String(count),
    },
  });
}

/** What a request for a file is answered that gets none. */
export function refuseFile(code: string, status: 400 | 404): Response {
  return Response.json({ code }, { status, headers: { "Cache-Control": "no-store" } });
}
