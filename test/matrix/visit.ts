import { PERMISSIONS } from "@/lib/authorization/permission";
import { type ApiAnswer, api } from "@/test/http/api";
import { type Person, rightsOf } from "./caller";
import type { PermissionTable } from "./oracle";
import type { PageCase, Visible } from "./pages";
import type { Cookies } from "./session-cookie";
import type { World } from "./world";

/** What becomes of a visit, by its status alone: a page may stream in only once it is known that it is shown. */
export type Visit = "shown" | "not there" | "to sign in" | string;

export function expectedVisit(
  person: Person | undefined,
  visible: Visible,
  table: PermissionTable = PERMISSIONS,
): Visit {
  if (visible.to === "everybody") return "shown";
  if (person === undefined) return "to sign in";
  if (visible.to === "signed_in") return "shown";
  if (visible.to !== "role") return person === visible.to ? "shown" : "not there";
  const right = rightsOf(person).ours;
  if (right === undefined || table[visible.permission][right.role] === "no") return "not there";
  if (visible.application === undefined || right.role !== "guest") return "shown";
  const added = right.added?.[visible.application];
  return added === undefined || (visible.writes && added !== "write") ? "not there" : "shown";
}

export type Visits = (person: Person | undefined, address: string) => Promise<ApiAnswer>;

/** Visits of these people, each made once: pages change nothing, so what one was answered is what it would be answered again. */
export function visitOnce(cookies: Cookies): Visits {
  const answers = new Map<string, Promise<ApiAnswer>>();
  return (person, address) => {
    const visit = `${person} ${address}`;
    const answer = answers.get(visit) ?? open(address, person && cookies.get(person));
    answers.set(visit, answer);
    return answer;
  };
}

async function open(address: string, cookie: string | undefined): Promise<ApiAnswer> {
  return await api(address, { headers: { Accept: "text/html", ...(cookie === undefined ? {} : { Cookie: cookie }) } });
}

export function visitOf(answer: ApiAnswer): Visit {
  const { status, headers } = answer;
  if (
    status === 401 ||
    (status === 307 && /^\/login(\?|$)/.test(new URL(headers.location ?? "", "http://x").pathname))
  ) {
    return "to sign in";
  }
  if (status === 404) return "not there";
  return status === 200 ? "shown" : String(status);
}

/** The address with a name or an id in it that nobody ever got; undefined where the address has neither. */
export function neverGivenOut(world: World, address: string): string | undefined {
  const { ours } = world.organisations;
  const unknown = address
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, "01890000-0000-7000-8000-000000000000")
    .replace(/\/applications\/[^/]+/, "/applications/never-given-out");
  if (unknown !== address) return unknown;
  return address.includes(ours.slug) ? address.replace(ours.slug, "never-given-out") : undefined;
}

/** Names that must not be anywhere in what this person gets, whatever page it is. */
export function unseenBy(person: Person | undefined, world: World): string[] {
  const { ours } = world.organisations;
  const { shared, other } = world.applications;
  if (person === undefined || rightsOf(person).ours === undefined) return [ours.name, shared.name, other.name];
  return rightsOf(person).ours?.role === "guest" ? [other.name, world.people.member.email] : [];
}

/** Visit one page as everybody; what is wrong, in words. */
export async function wrongVisits(
  world: World,
  visit: Visits,
  { address, visible }: PageCase,
  visitors: readonly (Person | undefined)[],
  table: PermissionTable = PERMISSIONS,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const person of visitors) {
    const who = person ?? "nobody";
    const answer = await visit(person, address);
    const [seen, right] = [visitOf(answer), expectedVisit(person, visible, table)];
    if (seen !== right) wrong.push(`${who} at ${address}: ${seen} instead of ${right}`);
    const named = address.includes(world.organisations.ours.slug) ? [] : unseenBy(person, world);
    const leaked = [...named, ...(seen === "shown" ? unseenBy(person, world) : [])].find((name) =>
      answer.text.includes(name),
    );
    if (leaked !== undefined) wrong.push(`${who} at ${address}: reads "${leaked}"`);
  }
  return wrong;
}
