import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { VariableSummary } from "@/lib/environment-variable/list";
import { ValueCell } from "./value-cell";
import { VariableActions } from "./variable-actions";

/** The variables of an environment; on a narrow window each row becomes a card. */
export function VariableTable({
  variables,
  environment,
  isChangeable,
}: {
  variables: readonly VariableSummary[];
  environment: string;
  isChangeable: boolean;
}) {
  return (
    <Table role="table" aria-label={`Variables of ${environment}`} className="max-sm:block">
      <TableHeader role="rowgroup" className="max-sm:hidden">
        <tr>
          <TableHead>Name</TableHead>
          <TableHead>Value</TableHead>
          <TableHead className="max-md:hidden">Changed</TableHead>
          {isChangeable && (
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          )}
        </tr>
      </TableHeader>
      <TableBody role="rowgroup" className="max-sm:block">
        {variables.map((variable) => (
          <TableRow
            key={variable.uuid}
            role="row"
            className="max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-2 max-sm:px-4 max-sm:py-2.5"
          >
            <TableCell role="cell" className="align-top max-sm:p-0! sm:w-2/5">
              <span className="wrap-anywhere font-medium font-mono text-[0.8125rem] leading-8">{variable.name}</span>
            </TableCell>
            <TableCell role="cell" className="align-top max-sm:col-span-2 max-sm:p-0! sm:w-3/5">
              <ValueCell variable={variable} />
            </TableCell>
            <TableCell
              role="cell"
              className="whitespace-nowrap align-top text-muted-foreground leading-8 max-md:hidden"
            >
              <Time at={variable.updated_at} tense="past" />
            </TableCell>
            {isChangeable && (
              <TableCell role="cell" className="align-top max-sm:col-start-2 max-sm:row-start-1 max-sm:p-0!">
                <VariableActions variable={variable} environment={environment} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
