import { csvHead, csvLine } from "./csv";

export const EXPORT_FORMATS = ["csv", "ndjson"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What a file of rows holds: for a spreadsheet a text for each column (null: an empty cell), for a program the row as JSON. */
export type ExportTable<Row, Column extends string = string> = {
  columns: readonly Column[];
  cells: (row: Row) => Record<Column, string | null>;
  json: (row: Row) => unknown;
};

/** The format that a request asks for with `?format=`; undefined for any other. */
export function parseExportFormat(asked: string | null | undefined): ExportFormat | undefined {
  return EXPORT_FORMATS.find((known) => known === asked);
}

/** What a file begins with: the names of the columns, or nothing. */
export function exportHead<Row, Column extends string>(
  format: ExportFormat,
  { columns }: ExportTable<Row, Column>,
): string {
  return format === "csv" ? csvHead(columns) : "";
}

/** One row of a file, with its line's end. A row is one line in both formats, whatever it holds. */
export function exportLine<Row, Column extends string>(
  format: ExportFormat,
  { columns, cells, json }: ExportTable<Row, Column>,
  row: Row,
): string {
  if (format === "ndjson") return `${JSON.stringify(json(row))}\n`;
  const texts = cells(row);
  return csvLine(columns.map((column) => texts[column] ?? ""));
}
