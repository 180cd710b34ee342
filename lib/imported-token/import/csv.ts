import { parse } from "csv-parse/sync";
import { NotReadable } from "./lines";

/** What a line can say of a token. */
export const COLUMNS = ["email", "label", "secret", "sha256", "created_at", "last_used_at", "expiration_date"] as const;
export type Column = (typeof COLUMNS)[number];

/** The columns of a file, in their order, and what stands between them. */
export type Head = { columns: readonly Column[]; delimiter: "," | ";" };

/**
 * Read the first line of a file: the names of its columns, in any order and case.
 * @throws NotReadable with what is missing or unknown: a misspelt column would lose what it holds
 */
export function readHead(line: string): Head {
  const delimiter = line.includes(";") && !line.includes(",") ? ";" : ",";
  const [cells] = cellsOf([line], delimiter) ?? [];
  if (cells === undefined) throw new NotReadable("The first line has an unclosed quotation mark.");
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const columns = names.map((name, at) => {
    const column = COLUMNS.find((known) => known === name);
    // Without its first line a file has a secret there.
    if (column === undefined) {
      throw new NotReadable(
        `Column ${at + 1} has an unknown name. The first line must name the columns: email, secret or sha256, and optionally ${COLUMNS.filter((known) => !["email", "secret", "sha256"].includes(known)).join(", ")}.`,
      );
    }
    return column;
  });
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (twice !== undefined) throw new NotReadable(`The column ${twice} appears twice.`);
  if (!columns.includes("email")) throw new NotReadable("The column email is missing.");
  if (!columns.includes("secret") && !columns.includes("sha256")) {
    throw new NotReadable("The columns secret and sha256 are both missing. One is required.");
  }
  return { columns, delimiter };
}

/** The cells of each line; of one whose quotation marks do not fit, undefined. Pure. */
export function readCells(lines: readonly string[], { delimiter }: Head): (string[] | undefined)[] {
  const all = cellsOf(lines, delimiter);
  // All at once is much quicker; one by one finds the line that spoils it.
  return all ?? lines.map((line) => cellsOf([line], delimiter)?.[0]);
}

function cellsOf(lines: readonly string[], delimiter: string): string[][] | undefined {
  try {
    const records: string[][] = parse(lines.join("\n"), {
      delimiter,
      relax_column_count: true,
      record_delimiter: "\n",
    });
    return records.length === lines.length ? records : undefined;
  } catch {
    return undefined;
  }
}
