import type { Role } from "@/lib/authorization/principal";
import { PERSONAL_SCOPES } from "@/lib/authorization/scope";

/** Two organisations: what a request is about stands in `ours`; `theirs` is another one, to which everybody belongs. */
export type OrganisationName = "ours" | "theirs";
/** `shared`: the application of ours that the guests were added to. `other`: one that they were not. `foreign`: of theirs. */
export type ApplicationName = "shared" | "other" | "foreign";
export type Place = { organisation: OrganisationName; application?: ApplicationName; environment?: "test" | "live" };

/** What someone is in an organisation, and, of a guest, what they were added to. */
export type Right = { role: Role; added?: Partial<Record<ApplicationName, "read" | "write">> };
export type Rights = Partial<Record<OrganisationName, Right>>;

/** Everything about a caller that decides what becomes of a request. */
export type Caller = {
  name: string;
  /** Who stands behind it: two callers of one owner have the same tokens. */
  owner: Owner;
  kind: Kind | "nobody" | "session";
  scopes: readonly string[];
  /** null: everything that its owner can reach. */
  limits: readonly Place[] | null;
  rights: Rights;
  /** How ours keeps it out. */
  refused?: "blocked_by_policy" | "access_withdrawn";
};

const MEMBER: Right = { role: "member" };
const SHARED_ONLY = (access: "read" | "write"): Right => ({ role: "guest", added: { shared: access } });

/** The people, with what they are in both organisations. */
export const PEOPLE = {
  // And admin of the other: who hands an application over needs that.
  owner: { ours: { role: "owner" }, theirs: { role: "admin" } },
  admin: { ours: { role: "admin" }, theirs: MEMBER },
  member: { ours: { role: "member" }, theirs: MEMBER },
  guest_who_writes: { ours: SHARED_ONLY("write"), theirs: MEMBER },
  guest_who_reads: { ours: SHARED_ONLY("read"), theirs: MEMBER },
  former_member: { theirs: MEMBER },
  stranger: { theirs: MEMBER },
} as const satisfies Record<string, Rights>;

/** The tokens that belong to an organisation. One that acts as a guest is assigned to the shared application. */
export const ORGANISATION_OWNERS = {
  token_as_admin: { ours: { role: "admin" } },
  token_as_member: { ours: { role: "member" } },
  token_as_guest: { ours: SHARED_ONLY("write") },
  token_of_theirs: { theirs: { role: "admin" } },
} as const satisfies Record<string, Rights>;

export type Person = keyof typeof PEOPLE;
export type OrganisationOwner = keyof typeof ORGANISATION_OWNERS;
export type Owner = Person | OrganisationOwner;

export const isPerson = (owner: Owner): owner is Person => owner in PEOPLE;
export const rightsOf = (owner: Owner): Rights => (isPerson(owner) ? PEOPLE[owner] : ORGANISATION_OWNERS[owner]);
export const OWNERS = [...Object.keys(PEOPLE), ...Object.keys(ORGANISATION_OWNERS)] as Owner[];

/** Every scope that a person's token can have and an endpoint can ask for. */
export const ASKED_SCOPES = PERSONAL_SCOPES.filter((scope) => scope !== "all");

/** The kinds of tokens that each owner has. Those that are about scopes exist once for each scope that can be asked for. */
export const KINDS = {
  all: {},
  right_scope: { scopes: (scope: string) => [scope] },
  wrong_scope: { scopes: (scope: string) => ASKED_SCOPES.filter((other) => !includesScope(other, scope)) },
  limited_to_the_organisation: { limits: [{ organisation: "ours" }] },
  limited_to_the_application: { limits: [{ organisation: "ours", application: "shared" }] },
  limited_to_the_environment: { limits: [{ organisation: "ours", application: "shared", environment: "test" }] },
  limited_to_another_application: { limits: [{ organisation: "ours", application: "other" }] },
  limited_to_another_organisation: { limits: [{ organisation: "theirs" }] },
  limited_to_nothing: { limits: [] },
  blocked: { refused: "blocked_by_policy" },
  withdrawn: { refused: "access_withdrawn" },
} as const satisfies Record<
  string,
  { scopes?: (scope: string) => string[]; limits?: readonly Place[]; refused?: Caller["refused"] }
>;
export type Kind = keyof typeof KINDS;

/** Whether whoever has `scope` has `asked` by that: `write` includes `read`. */
export function includesScope(scope: string, asked: string): boolean {
  if (asked === "verify") return scope === asked;
  return scope === "all" || scope === asked || scope === asked.replace(/:read$/, ":write");
}

/** A caller's token. @param scope what the endpoint asks for */
export function callerOf(owner: Owner, kind: Kind, scope: string): Caller {
  const given: { scopes?: (scope: string) => string[]; limits?: readonly Place[]; refused?: Caller["refused"] } =
    KINDS[kind];
  const limits = given.limits ?? null;
  return {
    name: `${owner}, ${kind}`,
    owner,
    kind,
    scopes: given.scopes?.(scope) ?? ["all"],
    limits,
    rights: owner === "token_as_guest" ? { ours: guestToken(limits) } : rightsOf(owner),
    ...(given.refused === undefined ? {} : { refused: given.refused }),
  };
}

// Nobody adds a token to an application: one that acts as a guest has what it is assigned to and what its limits name.
function guestToken(limits: readonly Place[] | null): Right {
  const named = (limits ?? []).flatMap(({ application }) => (application === undefined ? [] : [application]));
  return { role: "guest", added: Object.fromEntries(["shared", ...named].map((name) => [name, "write"])) };
}
