// Without it Excel does not recognise UTF-8.
const BYTE_ORDER_MARK = "\ufeff";

/** The first line of a CSV: the names of its columns. */
export function csvHead(columns: readonly string[]): string {
  return BYTE_ORDER_MARK + csvLine(columns);
}

/** A line of a CSV, with its end. It is one line, whatever its cells hold. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/**
 * A cell that a spreadsheet shows and never executes: an apostrophe precedes anything that would begin a formula, even after
 * blanks, and lines become one. Where the comma is the decimal sign, Excel splits at semicolons even within quotation marks, so
 * what follows one counts as the beginning of a cell too.
 * @see OWASP, CSV Injection; RFC 4180
 */
export function csvCell(text: string): string {
  const line = text.replace(/[\r\n\u2028\u2029]+/g, " ");
  const harmless = line.replace(/(?<=^|;)([\s\p{Cc}"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20|])/gu, "'$1");
  return /[",;'\t]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
