import { type Reach, reachesWithin } from "./limit";
import { networksWithin } from "./network";
import { isAtLeast } from "./permission";
import type { Role } from "./principal";
import { allowsScope, scopesWithin, skipsFreshProof, VERIFY } from "./scope";

/** The roles that an organisation's token may act with: never owner. The strongest first. */
export const ACTS_AS = ["admin", "member", "guest"] as const;
export type ActsAs = (typeof ACTS_AS)[number];

/** Whether `expiresAt` is later than `than`; null never comes. */
export function expiresLater(expiresAt: Date | null, than: Date | null): boolean {
  if (than === null) return false;
  return expiresAt === null || expiresAt > than;
}

/** The properties that make a token strong. */
export type Strength = Reach & {
  scopes: readonly string[];
  expires_at: Date | null;
  allowed_networks: readonly string[] | null;
  may_rotate_itself: boolean;
  /** The organisation that owns it; null for a personal token. */
  organisation_id: string | null;
  /** The role that it acts with there. Of a personal token that calls: its owner's role in the organisation that the call is about. */
  acts_as: Role | null;
};

/** The strongest token possible: what a signed-in person may grant. */
export const FULL_STRENGTH: Strength = {
  scopes: ["all"],
  reach: "everything",
  limits: [],
  expires_at: null,
  allowed_networks: null,
  may_rotate_itself: true,
  organisation_id: null,
  acts_as: "owner",
};

/** As strong as a token can be that an owner of the platform gives, who alone grants `verify`. */
export const PLATFORM_STRENGTH: Strength = { ...FULL_STRENGTH, scopes: [...FULL_STRENGTH.scopes, VERIFY] };

/**
 * Whether a secret of this strength is given to a person only after a fresh proof of identity: it has no end, can do what the
 * dashboard asks one for, or tells about other people's tokens.
 */
export function needsFreshProof({ scopes, expires_at }: Pick<Strength, "scopes" | "expires_at">): boolean {
  return skipsFreshProof(scopes) || allowsScope(scopes, VERIFY) || expires_at === null;
}

type StrengthField = "scopes" | "limits" | "expiration_date" | "allowed_networks" | "may_rotate_itself" | "acts_as";

/** In what `inner` goes beyond `outer`, by the name of the API's field; empty when it is within it. */
export function exceeds(inner: Strength, outer: Strength): StrengthField[] {
  const fields: StrengthField[] = [];
  if (!scopesWithin(inner.scopes, outer.scopes)) fields.push("scopes");
  if (!reachesWithin(ownReach(inner), ownReach(outer))) fields.push("limits");
  if (expiresLater(inner.expires_at, outer.expires_at)) fields.push("expiration_date");
  if (!networksWithin(inner.allowed_networks, outer.allowed_networks)) fields.push("allowed_networks");
  if (inner.may_rotate_itself && !outer.may_rotate_itself) fields.push("may_rotate_itself");
  // A personal token acts as its owner, who is the same for both.
  if (inner.organisation_id !== null && !actsWithin(inner.acts_as, outer.acts_as)) fields.push("acts_as");
  return fields;
}

function actsWithin(inner: Role | null, outer: Role | null): boolean {
  return outer !== null && (inner === null || isAtLeast(outer, inner));
}

/** For an organisation's token, everything means everything in that organisation. */
function ownReach(strength: Strength): Reach {
  const { organisation_id: organisationId, reach } = strength;
  if (organisationId === null || reach === "limited") return strength;
  return {
    reach: "limited",
    limits: [{ organisation_id: organisationId, application_id: null, environment_id: null }],
  };
}
