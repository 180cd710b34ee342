import { type Column, ListTable } from "@/components/list/list-table";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { ApplicationSummary } from "@/lib/application/list";
import { EnvironmentName } from "./environment-name";

/** The applications of an organisation, whose list is at `base`. */
export function ApplicationTable({
  applications,
  base,
}: {
  applications: readonly ApplicationSummary[];
  base: string;
}) {
  return (
    <ListTable
      label="Applications"
      columns={columnsAt(base)}
      rows={applications}
      keyOf={(application) => application.uuid}
      cards="sm"
    />
  );
}

function columnsAt(base: string): Column<ApplicationSummary>[] {
  return [
    {
      head: "Application",
      card: "title",
      className: "w-full",
      cell: ({ slug, name }) => (
        <>
          <Link
            href={`${base}/${slug}`}
            prefetch={false}
            className="link wrap-anywhere font-medium decoration-transparent hover:decoration-current"
          >
            <bdi>{name}</bdi>
          </Link>
          <p className="wrap-anywhere font-mono text-muted-foreground text-xs leading-5">{slug}</p>
        </>
      ),
    },
    {
      head: "Environments",
      card: "bare",
      className: "max-sm:col-span-full",
      cell: ({ slug, environments }) => (
        <ul className="flex flex-wrap gap-1.5 sm:min-w-56">
          {environments.map((environment) => (
            <li key={environment} className="min-w-0">
              <Link href={`${base}/${slug}?environment=${environment}`} prefetch={false} className="flex">
                <EnvironmentName slug={environment} />
              </Link>
            </li>
          ))}
        </ul>
      ),
    },
    {
      head: "Created",
      wide: true,
      className: "whitespace-nowrap text-muted-foreground",
      cell: (application) => <Time at={application.created_at} tense="past" />,
    },
  ];
}
