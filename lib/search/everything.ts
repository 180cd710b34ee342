import * as applicationTable from "@/db/application/application";
import type { Db } from "@/db/database";
import { searchMembers } from "@/db/organisation/member";
import { personName } from "@/lib/access-token/json";
import { listTokens } from "@/lib/access-token/list";
import { tokenPagePath } from "@/lib/access-token/page-path";
import { holdsSecret } from "@/lib/access-token/secret/format";
import { roleAllows } from "@/lib/authorization/permission";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { reachOf } from "@/lib/authorization/reach";

/** Something with a page of its own, or a list that shows it. */
export type Found = {
  kind: "token" | "application" | "person";
  href: string;
  name: string;
  /** What tells it from others of the same name. */
  about: string;
};

/** How many of each kind are found at most: more are what the lists are for. */
export const MOST_OF_A_KIND = 5;

/**
 * The tokens, applications and people whose names have `text` in them: of each only what the person sees on the pages that list
 * them. Nothing is found by a secret.
 */
export async function findEverything(db: Db, principal: SessionPrincipal, text: string): Promise<Found[]> {
  const search = text.trim();
  if (search === "" || holdsSecret(search)) return [];
  const [tokens, applications, people] = await Promise.all([
    findTokens(db, principal, search),
    findApplications(db, principal, search),
    findPeople(db, principal, search),
  ]);
  return [...tokens, ...applications, ...people];
}

async function findTokens(db: Db, principal: SessionPrincipal, search: string): Promise<Found[]> {
  const { tokens } = await listTokens(db, principal, {
    filter: { search },
    // Active ones first.
    order: { field: "status", descending: false },
    page: 1,
    pageSize: MOST_OF_A_KIND,
  });
  return tokens.map(({ uuid, label, hint, status, owner }) => {
    const organisation = principal.organisations.find(({ id }) => id === owner.uuid);
    const facts = [
      ...(organisation ? [organisation.name] : []),
      ...(status === "active" ? [] : [STATUS[status]]),
      hint,
    ];
    return {
      kind: "token" as const,
      href: tokenPagePath(uuid, organisation?.slug),
      name: label,
      about: facts.join(" · "),
    };
  });
}

const STATUS = { expired: "Expired", revoked: "Revoked" };

async function findApplications(db: Db, principal: SessionPrincipal, search: string): Promise<Found[]> {
  const { rows } = await applicationTable.listApplications(db, {
    reach: reachOf(principal),
    filter: { search },
    order: { field: "name", descending: false },
    limit: MOST_OF_A_KIND,
    offset: 0,
  });
  return rows.flatMap(({ name, slug, organisation_id }) => {
    const organisation = principal.organisations.find(({ id }) => id === organisation_id);
    if (organisation === undefined) return [];
    const href = `/organisations/${organisation.slug}/applications/${slug}`;
    return [{ kind: "application" as const, href, name, about: organisation.name }];
  });
}

/** Each person once, in the first of the organisations that both belong to. */
async function findPeople(db: Db, principal: SessionPrincipal, search: string): Promise<Found[]> {
  const shared = principal.organisations.filter(({ role }) => roleAllows(role, "see_people"));
  const rows = await searchMembers(
    db,
    shared.map(({ id }) => id),
    search,
    MOST_OF_A_KIND * Math.max(1, shared.length),
  );
  const found = new Map<string, Found>();
  for (const { id, email, first_name, last_name, organisation_id } of rows) {
    const organisation = shared.find((one) => one.id === organisation_id);
    if (organisation === undefined || found.has(id)) continue;
    const name = personName({ firstName: first_name, lastName: last_name, email });
    const href = `/organisations/${organisation.slug}/members?${new URLSearchParams({ q: email })}`;
    const about = name === email ? organisation.name : `${email} · ${organisation.name}`;
    found.set(id, { kind: "person", href, name, about });
  }
  return [...found.values()].slice(0, MOST_OF_A_KIND);
}
