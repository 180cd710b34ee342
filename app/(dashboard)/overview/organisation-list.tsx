import { CreateOrganisationButton } from "@/components/organisation/create-button";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { PrincipalOrganisation } from "@/lib/authorization/principal";

/** The organisations that the person belongs to, with their role in each. */
export function OrganisationList({ organisations }: { organisations: readonly PrincipalOrganisation[] }) {
  return (
    <section aria-labelledby="organisations" className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="organisations" className="font-semibold text-base">
          Organisations
        </h2>
        <CreateOrganisationButton />
      </div>
      {organisations.length === 0 ? (
        <p className="rounded-lg border bg-surface px-4 py-3.5 text-muted-foreground text-sm">
          You don’t belong to any yet. Create one, or ask an owner or admin to invite you.
        </p>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {organisations.map(({ id, name, slug, role }) => (
            <li
              key={id}
              className="relative flex items-center justify-between gap-3 rounded-lg border bg-surface px-4 py-3.5 hover:bg-hover/40"
            >
              <Link
                href={`/organisations/${slug}`}
                className="min-w-0 break-words font-medium text-sm after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:outline-solid"
              >
                {name}
              </Link>
              <Badge className="shrink-0 capitalize">{role}</Badge>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
