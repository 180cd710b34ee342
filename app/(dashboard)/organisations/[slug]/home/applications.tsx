import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { listApplications } from "@/db/application/application";
import { db } from "@/db/database";
import { roleAllows } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { reachOf } from "@/lib/authorization/reach";
import { Nothing, Part } from "./part";

const SHOWN = 8;

/** A few of the applications that the person sees; a guest sees those that they were added to. */
export async function Applications({
  principal,
  organisation,
}: {
  principal: SessionPrincipal;
  organisation: PrincipalOrganisation;
}) {
  const { rows, count } = await listApplications(db, {
    reach: reachOf(principal),
    filter: { organisationId: organisation.id },
    order: { field: "name", descending: false },
    limit: SHOWN,
    offset: 0,
  });
  const href = `/organisations/${organisation.slug}/applications`;
  const isFirst = count === 0 && roleAllows(organisation.role, "create_application");
  const accessTo = new Map(organisation.applications?.map(({ id, access }) => [id, access]));
  return (
    <Part
      title={organisation.role === "guest" ? "Shared with you" : "Applications"}
      count={count}
      all={{ href, words: isFirst ? "Create the first" : "All applications" }}
    >
      {rows.length === 0 ? (
        <Nothing>
          {organisation.role === "guest"
            ? "Nothing yet. Ask the colleague who invited you to add you to an application."
            : "None yet. An application is a client’s project with its environments, such as test and live."}
        </Nothing>
      ) : (
        <ul className="grid gap-px overflow-hidden rounded-lg border bg-border sm:grid-cols-2">
          {rows.map(({ id, name, slug }) => (
            <li
              key={id}
              className="relative flex min-w-0 items-center justify-between gap-3 bg-surface px-4 py-3 last:odd:col-span-full hover:bg-hover/40"
            >
              <div className="min-w-0">
                <Link
                  href={`${href}/${slug}`}
                  className="block truncate font-medium text-sm after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:-outline-offset-2 focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:outline-solid"
                >
                  {name}
                </Link>
                <p className="truncate font-mono text-muted-foreground text-xs">{slug}</p>
              </div>
              {accessTo.has(id) && <Badge>{accessTo.get(id) === "write" ? "Write" : "Read"}</Badge>}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
