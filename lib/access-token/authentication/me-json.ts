import type { LimitJson } from "@/lib/access-token/json";
import type { TokenPrincipal } from "@/lib/authorization/principal";

/**
 * The answer of `/iam/v3/me/`: the person, with Divio's field names, and beside it the token in use. An organisation's token
 * gets a stand-in with the organisation's name and an address that no mail can reach (RFC 2606 §2).
 */
export function meJson(principal: TokenPrincipal) {
  const { owner, token } = principal;
  const person =
    owner.type === "user"
      ? { email: owner.email, first_name: owner.firstName, last_name: owner.lastName, timezone: owner.timezone }
      : { email: `${owner.id}@organisation.invalid`, first_name: owner.name, last_name: "", timezone: "UTC" };
  return {
    uuid: owner.id,
    ...person,
    created_at: owner.createdAt.toISOString(),
    token: {
      uuid: token.id,
      label: token.label,
      scopes: token.scopes,
      limits: token.reach === "everything" ? null : token.limits.map(limitOf),
      expiration_date: token.expires_at?.toISOString() ?? null,
    },
  };
}

function limitOf(limit: TokenPrincipal["token"]["limits"][number]): LimitJson {
  return {
    organisation: limit.organisation_id,
    ...(limit.application_id === null ? {} : { application: limit.application_id }),
    ...(limit.environment_id === null ? {} : { environment: limit.environment_id }),
  };
}
