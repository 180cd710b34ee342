import { Avatar } from "@/components/shell/avatar";
import { initials } from "@/components/shell/initials";
import { db } from "@/db/database";
import { countMembersByRole, listMemberPage } from "@/db/organisation/member";
import { personName } from "@/lib/access-token/json";
import { roleAllows } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, Role } from "@/lib/authorization/principal";
import { ROLES } from "@/lib/organisation/member/roles";
import { Part } from "./part";

const SHOWN = 6;

/** Some of the people, owners first, and how many there are of each role. */
export async function People({ organisation }: { organisation: PrincipalOrganisation }) {
  const [{ rows, count }, byRole] = await Promise.all([
    listMemberPage(db, organisation.id, {}, { limit: SHOWN, offset: 0 }),
    countMembersByRole(db, organisation.id),
  ]);
  const isAlone = count === 1 && roleAllows(organisation.role, "manage_people");
  return (
    <Part
      title="People"
      count={count}
      all={{ href: `/organisations/${organisation.slug}/members`, words: isAlone ? "Invite people" : "All people" }}
    >
      <div className="grid gap-3 rounded-lg border bg-surface p-4">
        <ul className="grid gap-2.5">
          {rows.map(({ id, email, first_name: firstName, last_name: lastName, role }) => {
            const person = { email, firstName, lastName };
            return (
              <li key={id} className="flex min-w-0 items-center gap-2.5 text-sm">
                <Avatar initials={initials(person)} />
                <span className="min-w-0 flex-1 truncate">{personName(person)}</span>
                <span className="shrink-0 text-[0.8125rem] text-muted-foreground capitalize">{role}</span>
              </li>
            );
          })}
        </ul>
        {count > rows.length && (
          <p className="border-t pt-3 text-[0.8125rem] text-muted-foreground">{roleCounts(byRole)}</p>
        )}
      </div>
    </Part>
  );
}

function roleCounts(byRole: Record<Role, number>): string {
  return ROLES.filter((role) => byRole[role] > 0)
    .map((role) => `${byRole[role].toLocaleString("en")} ${role}${byRole[role] === 1 ? "" : "s"}`)
    .join(", ");
}
