import type { Role } from "@/lib/authorization/principal";
import { ROLES } from "@/lib/organisation/member/roles";
import { searchText } from "@/lib/search-text";

export const PAGE_SIZE = 50;

export type MembersQuery = { search: string; role: Role | undefined; page: number };

/** What the address asks for. What it cannot be is left out. */
export function parseMembersQuery(params: Record<string, string | string[] | undefined>): MembersQuery {
  const first = (name: string) => [params[name]].flat()[0] ?? "";
  const page = Number(first("page"));
  return {
    search: searchText(first("q"), 200),
    role: ROLES.find((role) => role === first("role")),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

export function membersHref(slug: string, query: Partial<MembersQuery>): string {
  const params = new URLSearchParams();
  if (query.search) params.set("q", query.search);
  if (query.role) params.set("role", query.role);
  if (query.page !== undefined && query.page > 1) params.set("page", String(query.page));
  const text = params.toString();
  return `/organisations/${slug}/members${text === "" ? "" : `?${text}`}`;
}
