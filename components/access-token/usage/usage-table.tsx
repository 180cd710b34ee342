import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { UsageDayJson } from "@/lib/access-token/usage/json";
import { countLabel, dayLabel } from "@/lib/access-token/usage/labels";

const CAPTION = "Requests by day in UTC, newest first. Days without requests are left out.";

/** The chart's numbers as a table: always there for screen readers, and for anyone who opens it. */
export function UsageTable({ days, visible }: { days: readonly UsageDayJson[]; visible: boolean }) {
  const rows = days.filter((day) => day.requests + day.refused > 0).toReversed();
  if (!visible) {
    return (
      <div className="sr-only">
        <table aria-label="Requests by day">
          <UsageRows rows={rows} />
        </table>
      </div>
    );
  }
  return (
    <div className="grid gap-2">
      <p className="text-[0.8125rem] text-muted-foreground">{CAPTION}</p>
      <div className="max-h-80 overflow-y-auto rounded-lg border *:overflow-visible *:border-0 print:max-h-none">
        <Table aria-label="Requests by day" className="[&_td]:py-1.5">
          <UsageRows rows={rows} />
        </Table>
      </div>
    </div>
  );
}

function UsageRows({ rows }: { rows: readonly UsageDayJson[] }) {
  return (
    <>
      <TableHeader className="sticky top-0 bg-sunken">
        <TableRow>
          <TableHead>Day</TableHead>
          <TableHead className="text-right">Allowed</TableHead>
          <TableHead className="text-right">Denied</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ date, requests, refused }) => (
          <TableRow key={date}>
            <th scope="row" className="py-1.5 pl-4 text-left font-normal">
              <time dateTime={date}>{dayLabel(date)}</time>
            </th>
            <TableCell className="text-right tabular-nums">{countLabel(requests)}</TableCell>
            <TableCell className="text-right tabular-nums">{countLabel(refused)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </>
  );
}
