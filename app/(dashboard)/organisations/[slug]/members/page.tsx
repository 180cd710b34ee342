import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FilterBar } from "@/components/list/filter-bar";
import { ListPages, ListRows } from "@/components/list/list-rows";
import { ListState } from "@/components/list/list-state";
import { NoMatches } from "@/components/list/no-matches";
import { PageHeader } from "@/components/page/page-header";
import { listApplications } from "@/db/application/application";
import { db } from "@/db/database";
import { listOpenInvitations, listUnmailedInvitations } from "@/db/organisation/invitation";
import { countMembersByRole, countTokensOfMembers, hasOtherOwner, listMemberPage } from "@/db/organisation/member";
import { isAtLeast, roleAllows } from "@/lib/authorization/permission";
import type { Role } from "@/lib/authorization/principal";
import { reachOf } from "@/lib/authorization/reach";
import type { SearchParams } from "@/lib/list/definition";
import { lastPageHref, offsetOf } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { isMailOn } from "@/lib/mail/queue";
import { ROLES } from "@/lib/organisation/member/roles";
import { ownedPlatform } from "@/lib/organisation/platform-owner";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { Invitations } from "./invitations";
import { InviteButton } from "./invite-dialog";
import { MemberTable } from "./member-table";
import { PlatformLinks } from "./platform-links";
import { peopleList } from "./query";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "People" };

// The most that can be open: someone who has to revoke some must see them all.
const MOST_INVITATIONS = 500;
const MOST_APPLICATIONS = 500;
const MOST_LINKS = 100;

/** The people of an organisation with their roles; owners and admins invite, change and remove them here. */
export default async function MembersPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const { principal, organisation } = await requireOrganisationPage(slug, "see_people");
  const path = `/organisations/${slug}/members`;
  const query = parseList(peopleList, await searchParams);
  const manages = roleAllows(organisation.role, "manage_people");
  const filter = { role: query.role, search: query.search };
  const isOwner = ownedPlatform(principal) !== undefined;
  const delivery = isMailOn() ? "mail" : isOwner ? "own_links" : "ask_platform_owner";
  const [{ rows, count }, counts, invitations, applications, links, isLastOwner] = await Promise.all([
    listMemberPage(db, organisation.id, filter, offsetOf(peopleList, query)),
    countMembersByRole(db, organisation.id),
    manages ? listOpenInvitations(db, organisation.id, { limit: MOST_INVITATIONS, offset: 0 }) : undefined,
    manages
      ? listApplications(db, {
          reach: reachOf(principal),
          filter: { organisationId: organisation.id },
          order: { field: "name", descending: false },
          limit: MOST_APPLICATIONS,
          offset: 0,
        })
      : undefined,
    isOwner && organisation.isPlatform && delivery === "own_links"
      ? listUnmailedInvitations(db, { but: organisation.id, search: query.search, limit: MOST_LINKS })
      : undefined,
    organisation.role === "owner"
      ? hasOtherOwner(db, organisation.id, principal.user.id).then((other) => !other)
      : false,
  ]);
  const lastPage = lastPageHref(peopleList, path, query, count);
  if (lastPage !== undefined) redirect(lastPage);
  const tokens = manages
    ? await countTokensOfMembers(
        db,
        organisation.id,
        rows.map(({ id }) => id),
      )
    : undefined;
  const roles = ROLES.filter((role) => isAtLeast(organisation.role, role));
  const total = counts.owner + counts.admin + counts.member + counts.guest;
  return (
    <>
      <PageHeader
        title="People"
        action={
          manages && (
            <InviteButton
              organisationId={organisation.id}
              roles={roles}
              applications={(applications?.rows ?? []).map(({ id, name }) => ({ id, name }))}
              delivery={delivery}
            />
          )
        }
      >
        {total} {total === 1 ? "person belongs" : "people belong"} to {organisation.name}.
      </PageHeader>
      <div className="grid gap-8">
        <section aria-label="People">
          <ListState list={peopleList} path={path} query={query}>
            <FilterBar offers={{ role: countedRoles(counts) }} />
            <ListRows>
              <MemberTable
                organisation={{ id: organisation.id, slug, name: organisation.name }}
                self={principal.user.id}
                isLastOwner={isLastOwner}
                roles={manages ? roles : undefined}
                members={rows.map((row) => ({
                  id: row.id,
                  email: row.email,
                  firstName: row.first_name,
                  lastName: row.last_name,
                  role: row.role,
                  joinedAt: row.created_at.toISOString(),
                  isDeactivated: row.deactivated_at !== null,
                  tokens: tokens === undefined ? undefined : (tokens.get(row.id) ?? 0),
                }))}
                none={
                  <NoMatches
                    title="Nobody matches"
                    searched={["Nobody has", "in their name or e-mail address"]}
                    otherwise="No one has this role."
                  />
                }
              />
            </ListRows>
            <ListPages count={count} />
          </ListState>
        </section>
        {invitations && (
          <Invitations
            organisationId={organisation.id}
            roles={roles}
            invitations={invitations.rows}
            delivery={delivery}
          />
        )}
        {links && <PlatformLinks invitations={links.rows} count={links.count} withoutLink={links.withoutLink} />}
      </div>
    </>
  );
}

function countedRoles(counts: Record<Role, number>) {
  return peopleList.filters.role.options.map(({ value, words }) => ({ value, words: `${words} (${counts[value]})` }));
}
