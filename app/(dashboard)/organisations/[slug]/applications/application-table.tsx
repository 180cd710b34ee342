import Link from "next/link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ApplicationSummary } from "@/lib/application/list";
import { EnvironmentName } from "./environment-name";

/** The applications of an organisation. On a narrow window the last columns go under the name. */
export function ApplicationTable({
  applications,
  base,
}: {
  applications: readonly ApplicationSummary[];
  base: string;
}) {
  return (
    <Table aria-label="Applications">
      <TableHeader>
        <tr>
          <TableHead>Application</TableHead>
          <TableHead>Environments</TableHead>
          <TableHead className="max-sm:hidden">Created</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {applications.map((application) => (
          <TableRow key={application.uuid}>
            <TableCell className="w-full">
              <Link
                href={`${base}/${application.slug}`}
                prefetch={false}
                className="link wrap-anywhere font-medium decoration-transparent hover:decoration-current"
              >
                <bdi>{application.name}</bdi>
              </Link>
              <p className="wrap-anywhere font-mono text-muted-foreground text-xs leading-5">{application.slug}</p>
            </TableCell>
            <TableCell>
              <ul className="flex flex-wrap gap-1.5 sm:min-w-56">
                {application.environments.map((slug) => (
                  <li key={slug} className="min-w-0">
                    <Link href={`${base}/${application.slug}?environment=${slug}`} prefetch={false} className="flex">
                      <EnvironmentName slug={slug} />
                    </Link>
                  </li>
                ))}
              </ul>
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground max-sm:hidden">
              <Time at={application.created_at} tense="past" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
