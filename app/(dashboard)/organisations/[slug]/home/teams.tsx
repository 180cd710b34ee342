import { db } from "@/db/database";
import { listTeams } from "@/db/organisation/team";
import { roleAllows } from "@/lib/authorization/permission";
import type { PrincipalOrganisation } from "@/lib/authorization/principal";
import { Nothing, Part } from "./part";

const SHOWN = 6;

/** Some of the teams, each with its size; the person's own are marked. */
export async function Teams({ organisation }: { organisation: PrincipalOrganisation }) {
  const { rows, count } = await listTeams(db, organisation.id, { limit: SHOWN, offset: 0 });
  const isFirst = count === 0 && roleAllows(organisation.role, "manage_teams");
  return (
    <Part
      title="Teams"
      count={count}
      all={{ href: `/organisations/${organisation.slug}/teams`, words: isFirst ? "Create the first" : "All teams" }}
    >
      {rows.length === 0 ? (
        <Nothing>
          None yet.
          {roleAllows(organisation.role, "manage_teams") && " A team manages organisation tokens together."}
        </Nothing>
      ) : (
        <ul className="divide-y rounded-lg border bg-surface text-sm">
          {rows.map(({ id, name, members }) => (
            <li key={id} className="flex min-w-0 items-baseline justify-between gap-3 px-4 py-2.5">
              <span className="min-w-0 truncate">
                {name}
                {organisation.teamIds.includes(id) && <span className="text-muted-foreground"> (yours)</span>}
              </span>
              <span className="shrink-0 text-[0.8125rem] text-muted-foreground tabular-nums">
                {members.length === 1 ? "1 person" : `${members.length} people`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
