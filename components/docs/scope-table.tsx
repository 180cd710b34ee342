import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { PERSONAL_SCOPES } from "@/lib/authorization/scope";

const RESOURCES: Record<string, string> = {
  tokens: "access tokens",
  organisations: "organisations, their members, teams, invitations and policy",
  applications: "applications and their environments",
  "environment-variables": "environment variables",
  deployments: "deployments",
};

/** Every scope of a personal token, and what it permits. */
export function ScopeTable() {
  return (
    <Table aria-label="Scopes">
      <TableHeader>
        <tr>
          <TableHead>Scope</TableHead>
          <TableHead>Allows</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {PERSONAL_SCOPES.map((scope) => (
          <TableRow key={scope}>
            <TableCell className="whitespace-nowrap py-2 font-mono text-[0.8125rem]">{scope}</TableCell>
            <TableCell className="min-w-56 py-2">{permits(scope)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function permits(scope: string): string {
  if (scope === "all") return "Everything its owner can do, now and later";
  const [resource = "", action] = scope.split(":");
  return `${action === "write" ? "See and change" : "See"} ${RESOURCES[resource] ?? resource}`;
}
