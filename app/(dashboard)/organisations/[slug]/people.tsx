import { Avatar } from "@/components/shell/avatar";
import { initials } from "@/components/shell/initials";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import { listMembers } from "@/db/organisation";
import { personName } from "@/lib/access-token/json";
import type { PrincipalOrganisation } from "@/lib/principal";

/** Everybody who belongs to the organisation, with the role. */
export async function People({ organisation, self }: { organisation: PrincipalOrganisation; self: string }) {
  const people = await listMembers(db, organisation.id);
  return (
    <section aria-labelledby="people" className="grid gap-3">
      <h2 id="people" className="font-semibold text-base">
        People <span className="font-normal text-muted-foreground">{people.length}</span>
      </h2>
      <Table aria-label="People">
        <TableHeader>
          <tr>
            <TableHead>Name</TableHead>
            <TableHead>Role</TableHead>
            <TableHead>Member since</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {people.map((person) => (
            <TableRow key={person.id}>
              <TableCell>
                <div className="flex min-w-44 items-center gap-3">
                  <Avatar initials={initials(person)} />
                  <div className="min-w-0">
                    <p className="break-words font-medium">
                      {personName(person)}
                      {person.id === self && <span className="font-normal text-muted-foreground"> (you)</span>}
                    </p>
                    {personName(person) !== person.email && (
                      <p className="break-all text-[0.8125rem] text-muted-foreground">{person.email}</p>
                    )}
                  </div>
                </div>
              </TableCell>
              <TableCell>
                <Badge className="capitalize">{person.role}</Badge>
              </TableCell>
              <TableCell>
                <Time at={person.joinedAt} as="date" />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
