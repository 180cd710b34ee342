import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { type Extent, extentOf, PERMISSIONS, type Permission } from "@/lib/authorization/permission";
import type { Role } from "@/lib/authorization/principal";

const ROLES: readonly Role[] = ["owner", "admin", "member", "guest"];

const EXTENTS: Record<Extent, string> = {
  all: "Yes",
  added: "Where added",
  own_teams: "Their own and their teams’",
  own: "Their own",
  no: "–",
};

/** Permissions by role in an organisation: the table that every page and every endpoint goes by, as it is. */
export function PermissionTable() {
  return (
    <Table aria-label="Permissions by role">
      <TableHeader>
        <tr>
          <TableHead>Action</TableHead>
          {ROLES.map((role) => (
            <TableHead key={role} className="capitalize">
              {role}
            </TableHead>
          ))}
        </tr>
      </TableHeader>
      <TableBody>
        {permissions().map((permission) => (
          <TableRow key={permission}>
            <th scope="row" className="min-w-44 px-3 sm:min-w-60 py-2.5 pl-4 text-left align-top font-normal leading-5">
              {PERMISSIONS[permission].action}
              <span className="block break-all font-mono text-[0.75rem] text-muted-foreground">{permission}</span>
            </th>
            {ROLES.map((role) => (
              <TableCell key={role} className="whitespace-nowrap py-2.5 align-top leading-5">
                <ExtentCell extent={extentOf(role, permission)} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function ExtentCell({ extent }: { extent: Extent }) {
  if (extent !== "no") return EXTENTS[extent];
  return (
    <span className="text-muted-foreground">
      <span aria-hidden="true">{EXTENTS.no}</span>
      <span className="sr-only">No</span>
    </span>
  );
}

function permissions(): Permission[] {
  // Object.keys forgets what the keys are.
  return Object.keys(PERMISSIONS) as Permission[];
}
