import { isAtLeast } from "@/lib/organisation/permission";
import type { Role } from "@/lib/principal";
import type { Reach } from "./limit";
import { reachesWithin } from "./limit";
import { networksWithin } from "./network";
import { scopesWithin, skipsFreshProof } from "./scope";

export const STATUSES = ["active", "expired", "revoked"] as const;
export type Status = (typeof STATUSES)[number];

export const PURPOSES = ["local_development", "ci_pipeline", "shared_environment", "automation", "other"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Active tokens at a time. Expired and revoked ones do not count. */
export const ACTIVE_TOKENS_PER_USER = 100;
export const ACTIVE_TOKENS_PER_ORGANISATION = 500;
/** What an organisation's token may act as: never an owner. The strongest first. */
export const ACTS_AS = ["admin", "member", "guest"] as const;
export type ActsAs = (typeof ACTS_AS)[number];
export const LONGEST_LIFETIME_YEARS = 5;
/** An expired token may be given a later expiration date for this long. */
export const EXTENDABLE_FOR_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The status of a token at a moment. It expires at its expiration date, not after it; a revoked one stays revoked. */
export function statusAt(token: { expiresAt: Date | null; revokedAt: Date | null }, now: Date): Status {
  if (token.revokedAt !== null) return "revoked";
  if (token.expiresAt !== null && token.expiresAt <= now) return "expired";
  return "active";
}

/** Why an expiration date cannot be had, as a sentence for its field; undefined when it can. */
export function refuseExpiration(expiresAt: Date | null, now: Date): string | undefined {
  if (expiresAt === null) return undefined;
  if (expiresAt <= now) return "The expiration date is in the past.";
  if (expiresAt > latestExpiration(now))
    return `The expiration date is more than ${LONGEST_LIFETIME_YEARS} years ahead.`;
  return undefined;
}

/** The last moment that a token made now may expire at. */
export function latestExpiration(now: Date): Date {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + LONGEST_LIFETIME_YEARS);
  return latest;
}

/** Whether an expired token may still be extended. */
export function isExtendable(expiresAt: Date, now: Date): boolean {
  return now.getTime() - expiresAt.getTime() <= EXTENDABLE_FOR_DAYS * DAY_MS;
}

/** Whether `expiresAt` is later than `than`; null never comes. */
export function expiresLater(expiresAt: Date | null, than: Date | null): boolean {
  if (than === null) return false;
  return expiresAt === null || expiresAt > than;
}

/** What makes a token strong. */
export type Strength = Reach & {
  scopes: readonly string[];
  expiresAt: Date | null;
  allowedNetworks: readonly string[] | null;
  mayRotateItself: boolean;
  /** The organisation that owns it; null for a personal token. */
  organisationId: string | null;
  /** The role that it acts with there. Of a personal token that calls: its owner's role in the organisation that the call is about. */
  actsAs: Role | null;
};

/** As strong as a token can be: what a signed-in person may give. */
export const FULL_STRENGTH: Strength = {
  scopes: ["all"],
  reach: "everything",
  limits: [],
  expiresAt: null,
  allowedNetworks: null,
  mayRotateItself: true,
  organisationId: null,
  actsAs: "owner",
};

/**
 * Whether a secret of this strength is given to a person only after a fresh proof of identity: it has no end, or can do what the
 * dashboard asks one for.
 */
export function needsFreshProof(strength: { scopes: readonly string[]; expiresAt: Date | null }): boolean {
  return skipsFreshProof(strength.scopes) || strength.expiresAt === null;
}

type StrengthField = "scopes" | "limits" | "expiration_date" | "allowed_networks" | "may_rotate_itself" | "acts_as";

/** In what `inner` goes beyond `outer`, by the name of the API's field; empty when it is within it. */
export function exceeds(inner: Strength, outer: Strength): StrengthField[] {
  const fields: StrengthField[] = [];
  if (!scopesWithin(inner.scopes, outer.scopes)) fields.push("scopes");
  if (!reachesWithin(ownReach(inner), ownReach(outer))) fields.push("limits");
  if (expiresLater(inner.expiresAt, outer.expiresAt)) fields.push("expiration_date");
  if (!networksWithin(inner.allowedNetworks, outer.allowedNetworks)) fields.push("allowed_networks");
  if (inner.mayRotateItself && !outer.mayRotateItself) fields.push("may_rotate_itself");
  // A personal token acts as its owner, who is the same for both.
  if (inner.organisationId !== null && !actsWithin(inner.actsAs, outer.actsAs)) fields.push("acts_as");
  return fields;
}

function actsWithin(inner: Role | null, outer: Role | null): boolean {
  return outer !== null && (inner === null || isAtLeast(outer, inner));
}

/** Everything, of an organisation's token, is everything of that organisation. */
function ownReach(strength: Strength): Reach {
  const { organisationId, reach } = strength;
  if (organisationId === null || reach === "limited") return strength;
  return { reach: "limited", limits: [{ organisationId, applicationId: null, environmentId: null }] };
}
