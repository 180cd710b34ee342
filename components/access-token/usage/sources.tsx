import { type Column, ListTable } from "@/components/list/list-table";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { NamedSourceJson, SecretSourcesJson } from "@/lib/access-token/usage/json";
import { countLabel } from "@/lib/access-token/usage/labels";

const STATES: Record<SecretSourcesJson["state"], string> = {
  pending: "New secret, not used yet",
  current: "Current secret",
  retiring: "Old secret, still works",
  retired: "Retired secret",
};

/** The last ten sources of each secret that has any. */
export function Sources({ secrets }: { secrets: readonly SecretSourcesJson[] }) {
  const used = secrets.filter(({ sources }) => sources.length > 0);
  if (used.length === 0) return null;
  return (
    <div className="grid gap-4">
      {used.map(({ hint, state, sources }) => (
        <div key={`${hint} ${state}`} className="grid gap-2">
          <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <span className="font-medium">{sources.length === 1 ? "Used from" : `Last ${sources.length} sources`}</span>
            {(used.length > 1 || state !== "current") && (
              <>
                <Badge>{STATES[state]}</Badge>
                <span className="font-mono text-muted-foreground text-xs">{hint}</span>
              </>
            )}
          </h3>
          <SourceTable label={`Sources of the secret ${hint}`} sources={sources} />
        </div>
      ))}
    </div>
  );
}

function SourceTable({ label, sources }: { label: string; sources: readonly NamedSourceJson[] }) {
  return (
    <ListTable
      label={label}
      columns={COLUMNS}
      rows={sources}
      keyOf={({ address, user_agent, route }) => `${address} ${user_agent} ${route}`}
      cards="lg"
      rowOf={() => ({ className: ROW })}
    />
  );
}

// On a narrow window: client and time, route, address and count, each on a line.
const ROW =
  "max-lg:grid-cols-[1fr_auto] max-lg:gap-y-1 max-lg:px-4 max-lg:py-3 max-lg:sm:grid-cols-[1fr_auto] lg:[&_td]:py-2";

const COLUMNS: readonly Column<NamedSourceJson>[] = [
  {
    head: "Client",
    card: "bare",
    className: "lg:w-full lg:max-w-0",
    cell: ({ user_agent, client }) => (
      <span className="block break-words lg:truncate" title={user_agent}>
        {client ?? "Unnamed client"}
      </span>
    ),
  },
  {
    head: "Address",
    card: "bare",
    className: "max-lg:order-3",
    cell: ({ address }) => (
      <span className="break-all font-mono text-[0.8125rem] max-lg:text-muted-foreground lg:whitespace-nowrap">
        {address ?? "unknown"}
      </span>
    ),
  },
  {
    head: "Route",
    card: "title",
    className: "max-lg:order-2",
    cell: ({ route }) => <span className="break-words font-mono text-[0.8125rem] lg:whitespace-nowrap">{route}</span>,
  },
  {
    head: "Requests",
    card: "bare",
    headClassName: "text-right",
    className: "text-right tabular-nums max-lg:order-4 lg:whitespace-nowrap",
    cell: ({ requests, refused }) => <Counts requests={requests} refused={refused} />,
  },
  {
    head: "Last",
    card: "bare",
    className: "max-lg:order-1 max-lg:text-right lg:whitespace-nowrap",
    cell: ({ last_seen_at }) => <Time at={last_seen_at} tense="past" className="max-lg:text-muted-foreground" />,
  },
];

function Counts({ requests, refused }: Pick<NamedSourceJson, "requests" | "refused">) {
  return (
    <>
      {requests > 0 && countLabel(requests)}
      {requests > 0 && refused > 0 && ", "}
      {refused > 0 && <span className="text-danger-text">{countLabel(refused)} denied</span>}
      {refused === 0 && <span className="lg:hidden"> {requests === 1 ? "request" : "requests"}</span>}
    </>
  );
}
