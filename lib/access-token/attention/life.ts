import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import type { Life } from "./attention";

/**
 * The facts of a person's own token, or of one that they manage, by which it may need attention. @param isBlocked whether an
 * organisation's policy denies it
 */
export function lifeOf(token: TokenDetailsJson, isBlocked: boolean): Life {
  const { rotation, rotation_details: details } = token;
  return {
    ...timesOf(token),
    pendingSince: dateOf(rotation.pending?.created_at ?? null),
    oldSecret:
      rotation.retires_at === null
        ? null
        : { worksUntil: new Date(rotation.retires_at), isUsed: details.retiring?.last_used_at != null },
    isBlocked,
    reachesNothing: token.limits?.length === 0,
    isUnstored: details.unstored !== null,
    // In one organisation, perhaps: its owner still has it in the others.
    isWithdrawn: false,
  };
}

/** The facts of a token as an organisation sees it. */
export function lifeInOrganisation(token: OrganisationTokenDetails): Life {
  const { old_secret: old, access } = token;
  return {
    ...timesOf(token),
    pendingSince: dateOf(token.pending_since),
    oldSecret: old === null ? null : { worksUntil: new Date(old.until), isUsed: old.is_used },
    isBlocked: access.state === "blocked",
    // A personal one that reaches nothing here would not be listed.
    reachesNothing: token.owner.type === "organisation" && token.limits?.length === 0,
    isUnstored: token.is_unstored,
    isWithdrawn: access.state === "withdrawn",
  };
}

type Times = Pick<
  TokenDetailsJson,
  "created_at" | "expiration_set_at" | "ends_by_sunset" | "expiration_date" | "revoked_at" | "last_used_at"
>;

function timesOf(token: Times) {
  return {
    createdAt: new Date(token.created_at),
    expirationSetAt: new Date(token.expiration_set_at),
    expiresAt: dateOf(token.expiration_date),
    endsBySunset: token.ends_by_sunset,
    revokedAt: dateOf(token.revoked_at),
    lastUsedAt: dateOf(token.last_used_at),
  };
}

function dateOf(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}
