import type { Tokens } from "marked";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Inline } from "./inline";

/** A table of the guide. One whose head is empty lists what its first column names. */
export function GuideTable({ table: { header, rows }, name }: { table: Tokens.Table; name: string }) {
  const isNamed = header.some(({ text }) => text !== "");
  return (
    <Table aria-label={name}>
      {isNamed && (
        <TableHeader>
          <tr>
            {header.map((cell) => (
              <TableHead key={cell.text}>
                <Inline tokens={cell.tokens} />
                {cell.text === "" && <span className="sr-only">Meaning</span>}
              </TableHead>
            ))}
          </tr>
        </TableHeader>
      )}
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.map(({ text }) => text).join()}>
            {row.map((cell, column) =>
              column === 0 ? (
                <th
                  key={header[column]?.text}
                  scope="row"
                  className="min-w-32 px-3 py-2.5 pl-4 text-left align-top font-normal leading-5"
                >
                  <Inline tokens={cell.tokens} />
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
                <TableCell key={column} className="min-w-40 py-2.5 align-top leading-5">
                  <Inline tokens={cell.tokens} />
                </TableCell>
              ),
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
