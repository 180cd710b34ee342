import type { ComponentType, Key, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { CELL, ROW, Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";

// Handed in: a table that does not sort does without what reads and writes addresses.
type SortHead = ComponentType<{ field: string; className?: string | undefined; children: string }>;

export type Column<Row> = {
  /** The column's head; on a card its cell begins with it. */
  head: string;
  /** The field that a click on the head sorts by. */
  sort?: string;
  /** A head for screen readers alone, or one that is more than words. */
  headAs?: "hidden" | ReactNode;
  /** How the cell stands on a card: over the whole width, or in its place; both without the head. */
  card?: "title" | "bare";
  /** Where the cell stands in a narrow list of lines; left out there unless it is given. */
  line?: keyof typeof LINES;
  /** In a table of lines: the least width of the list at which the column is there. */
  from?: keyof typeof FROM;
  /** Left out on a phone, where another cell has it. */
  wide?: true;
  /** Left out for this reader. */
  hidden?: boolean;
  /** Classes of the cell, and those that cell and head share. */
  className?: string | undefined;
  headClassName?: string;
  cell: (row: Row) => ReactNode;
};

// Where a cell stands in a narrow list, whose rows are two or three lines: see `line-` in globals.css.
const LINES = {
  title: "line-title",
  status: "line-status",
  fact: "line-fact",
  /** Before the first line, and at its end. */
  before: "line-before",
  after: "line-after",
  /** In lines alone: a table has it elsewhere. */
  status_only: "line-status @3xl:hidden",
  fact_only: "line-fact @3xl:hidden",
} as const;

const FROM = { "60rem": "@3xl:@max-[60rem]:hidden" } as const;

// Below which width rows become cards, if they do. `lines` goes by the width of the list, not of the window, and gives its table columns of fixed widths.
const CARDS = {
  sm: {
    block: "max-sm:block",
    head: "max-sm:hidden",
    row: "max-sm:grid max-sm:grid-cols-2 max-sm:items-center max-sm:gap-x-4 max-sm:gap-y-3 max-sm:p-4",
    cell: "max-sm:min-w-0 max-sm:p-0! max-sm:empty:hidden",
    title: "max-sm:col-span-full",
    label: "card-label sm:hidden",
  },
  lg: {
    block: "max-lg:block",
    head: "max-lg:hidden",
    row: "max-lg:grid max-lg:grid-cols-2 max-lg:gap-x-4 max-lg:gap-y-3 max-lg:p-4 max-lg:sm:grid-cols-3",
    cell: "max-lg:min-w-0 max-lg:p-0! max-lg:empty:hidden lg:py-2.5",
    title: "max-lg:col-span-full",
    label: "card-label lg:hidden",
  },
  lines: {
    block: "@max-3xl:block",
    table: "@3xl:table-fixed",
    head: "@max-3xl:hidden",
    row: "line-row",
    cell: "line-cell",
    title: "",
    label: "mr-1 @3xl:hidden",
  },
} as const;

/**
 * Rows as a table, from columns. With `cards` each row becomes a card on a narrow window, or with `lines` two or three lines in a narrow list (inside
 * `ListRows`). The roles are written out since some browsers forget that a table laid out otherwise is one.
 * @param sortHead the head of columns that sort; left out where the order is not to be chosen, as inside of a group
 */
export function ListTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  cards,
  sortHead,
  framed = true,
  rowOf = () => ({}),
}: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => Key;
  cards?: keyof typeof CARDS;
  sortHead?: SortHead | undefined;
  framed?: boolean;
  /** What a row looks like beside the others. */
  rowOf?: (row: Row) => { className?: string | undefined; "data-selected"?: boolean };
}) {
  const look = cards && CARDS[cards];
  const shown = columns
    .filter(({ hidden }) => !hidden)
    // Once for each column, not for each cell.
    .map((column) => ({
      ...column,
      cellClassName: cn(
        cards === "lines" ? placeOf(column) : CELL,
        look?.cell,
        column.card === "title" && look?.title,
        column.wide && "max-sm:hidden",
        column.className,
      ),
    }));
  return (
    <Table
      role="table"
      aria-label={label}
      framed={framed}
      className={cn(look?.block, look && "table" in look && look.table)}
    >
      <TableHeader role="rowgroup" className={look?.head}>
        <TableRow role="row" className="hover:bg-transparent">
          {shown.map((column) => (
            <Head
              key={column.head}
              column={column}
              sortHead={sortHead}
              {...(cards === "lines" ? { lineClassName: cn("px-2", placeOf(column)) } : {})}
            />
          ))}
        </TableRow>
      </TableHeader>
      <TableBody role="rowgroup" className={look?.block}>
        {rows.map((row) => {
          const { className, ...own } = rowOf(row);
          const rowClassName = cn(cards !== "lines" && ROW, "group", look?.row, className);
          return (
            // biome-ignore lint/a11y/noRedundantRoles: a row that is laid out otherwise is none for some browsers
            <tr key={keyOf(row)} role="row" className={rowClassName} {...own}>
              {shown.map(({ head, card, cellClassName, cell }) => (
                // biome-ignore lint/a11y/noRedundantRoles: and a cell none either
                <td key={head} role="cell" className={cellClassName}>
                  {look && card === undefined && <span className={look.label}>{head}</span>}
                  {cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

function placeOf<Row>({ line, from }: Column<Row>): string {
  return `${line === undefined ? "@max-3xl:hidden" : LINES[line]} ${from === undefined ? "" : FROM[from]}`;
}

function Head<Row>({
  column,
  sortHead: Sorting,
  lineClassName,
}: {
  column: Column<Row>;
  sortHead: SortHead | undefined;
  lineClassName?: string;
}) {
  const { head, sort, headAs, wide, headClassName } = column;
  const className = cn(lineClassName, wide && "max-sm:hidden", headClassName);
  if (sort !== undefined && Sorting !== undefined) {
    return (
      <Sorting field={sort} className={className}>
        {head}
      </Sorting>
    );
  }
  return (
    <TableHead role="columnheader" className={className}>
      {headAs === "hidden" ? <span className="sr-only">{head}</span> : (headAs ?? head)}
    </TableHead>
  );
}
