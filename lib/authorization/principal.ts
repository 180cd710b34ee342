import type { Client } from "@/lib/client";
import type { Limit } from "./limit";
import type { PolicyRule } from "./policy-rule";

export type Role = "owner" | "admin" | "member" | "guest";

/** An organisation the principal belongs to, at the moment of the request. */
export type PrincipalOrganisation = {
  id: string;
  name: string;
  slug: string;
  /** A person's role; of an organisation's token, what it acts as. */
  role: Role;
  isPlatform: boolean;
  /** The applications that a guest was added to; null for everyone else, who sees every application. */
  applications: readonly GuestApplication[] | null;
  /** The teams that the person, or the organisation's token, belongs to. */
  teamIds: readonly string[];
};

export type GuestApplication = { id: string; access: "read" | "write" };

/** An organisation that the token would reach if its access were not blocked or withdrawn. */
export type RefusedOrganisation = {
  id: string;
  name: string;
  slug: string;
  access: "blocked" | "withdrawn" | "awaiting_approval";
  /** Why, in a sentence; null when nobody said. */
  reason: string | null;
  /** The applications that a guest was added to there, null for everyone else: nothing about others is told, not even the refusal. */
  applications: readonly GuestApplication[] | null;
  /** The rules of its policy that the token breaks. */
  rules: readonly PolicyRule[];
  /** Which role whoever withdrew the access has there now; null for none, and for someone unknown. */
  decidedByRole: Role | null;
};

export type PrincipalUser = { id: string; email: string; firstName: string; lastName: string; timezone: string };

/** A person who signed in at the dashboard. */
export type SessionPrincipal = {
  type: "session";
  user: PrincipalUser & {
    /** Whether keys such as `c` and `/` do something by themselves. */
    singleKeyShortcuts: boolean;
  };
  session: { id: string; authenticatedAt: Date; method: "password" | "oidc" };
  organisations: PrincipalOrganisation[];
  /** The database's clock at the moment the session was checked. */
  now: Date;
  client: Client;
};

/** A request that carried a live token. It may do: scopes ∩ reach ∩ the owner's rights ∩ access. */
export type TokenPrincipal = {
  type: "token";
  token: {
    id: string;
    label: string;
    kind: "pat" | "org" | "cli";
    scopes: readonly string[];
    reach: "everything" | "limited";
    limits: readonly Limit[];
    expires_at: Date | null;
    allowed_networks: string[] | null;
    may_rotate_itself: boolean;
    /** Of an organisation's token: the role it was given, and the team that it belongs to. */
    acts_as: "admin" | "member" | "guest" | null;
    team_id: string | null;
  };
  /** The one of its secrets that the request carried, in its state when it was looked up. */
  secret: { id: string; state: "pending" | "current" | "retiring" | "retired" };
  owner:
    | (PrincipalUser & { type: "user"; createdAt: Date })
    | { type: "organisation"; id: string; name: string; createdAt: Date };
  /** Without those whose access is withdrawn or blocked, and without those that the token's limits leave out. */
  organisations: PrincipalOrganisation[];
  /** Those that were left out because their access is blocked or withdrawn: the reason of a 403. */
  refusedOrganisations: RefusedOrganisation[];
  /** The database's clock at the moment the token was checked. */
  now: Date;
  client: Client;
};

/** What of it is the same from request to request, for as long as nothing that it is made of changes. */
export type TokenPrincipalCore = Omit<TokenPrincipal, "now" | "client">;

export type Principal = SessionPrincipal | TokenPrincipal;

/**
 * The author of something that the instance finishes later in their name, for example after its process was killed: permissions
 * are not checked again. `userId` is null where nobody is known any more.
 */
export type Starter = { type: "starter"; userId: string | null; name: string; client: Client };

/** The user that a principal is or acts for; undefined for an organisation's token. */
export function userIdOf(principal: Principal | Starter): string | undefined {
  if (principal.type === "starter") return principal.userId ?? undefined;
  if (principal.type === "session") return principal.user.id;
  return principal.owner.type === "user" ? principal.owner.id : undefined;
}

/** The token that a principal is; null for a person. */
export function tokenIdOf(principal: Principal | Starter): string | null {
  return principal.type === "token" ? principal.token.id : null;
}
