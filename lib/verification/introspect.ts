import type { Db } from "@/db/database";
import { type Authentication, authenticate } from "@/lib/access-token/authentication/authenticate";
import { recordUsage } from "@/lib/access-token/usage/record";
import type { Limit } from "@/lib/authorization/limit";
import { isAtLeast } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, TokenPrincipal, TokenPrincipalCore } from "@/lib/authorization/principal";
import { intersect, reachesWholeOrganisation, reachOf } from "@/lib/authorization/reach";
import { INACTIVE, type IntrospectionJson, introspectionJson } from "./introspection-json";

/**
 * What a client that verifies may know of the token whose secret it was sent. Asking is a use of that token, as if its request had
 * come here, and the first use of a pending secret. What the client may not know of is inactive, like what is not there.
 * @param clientAddress where the secret came from: without it a token with networks, and a policy with networks, let nobody in
 */
export async function introspect(
  db: Db,
  client: TokenPrincipal,
  secret: string,
  { clientAddress, route }: { clientAddress: string | null; route: string },
): Promise<IntrospectionJson> {
  const asking = { ...client.client, address: clientAddress };
  const result: Authentication = await authenticate(db, `Bearer ${secret}`, asking);
  if (result.status !== "authenticated") {
    if ("secretId" in result) {
      const { tokenId, secretId, now, status: outcome } = result;
      recordUsage({ tokenId, secretId, outcome, scope: "", route, client: asking, now });
    }
    return INACTIVE;
  }
  const { principal } = result;
  const known = knownTo(client, principal);
  if (known === undefined) return INACTIVE;
  const used = { tokenId: principal.token.id, secretId: principal.secret.id, now: principal.now };
  recordUsage({ ...used, outcome: "success", scope: "", route, client: asking });
  return introspectionJson(principal, known.organisations, known.reach);
}

/** What a client may know of a token. */
type Known = { organisations: readonly PrincipalOrganisation[]; reach: readonly Limit[] };

/**
 * What a client may know of a live token: everything, for one of the platform's organisation that reaches the whole of it; for every
 * other what of the token lies within its own reach. Undefined where that is nothing, and for an organisation's token that its own
 * organisation keeps out. Pure.
 */
export function knownTo(client: TokenPrincipalCore, principal: TokenPrincipalCore): Known | undefined {
  const { owner, organisations } = principal;
  if (owner.type === "organisation" && principal.refusedOrganisations.length > 0) return undefined;
  const reach = reachOf(principal);
  const own = client.organisations.find(({ id }) => id === client.owner.id);
  if (own === undefined) return undefined;
  const seesWhole = reachesWholeOrganisation(client, own.id) && isAtLeast(own.role, "member");
  if (own.isPlatform && seesWhole) return { organisations, reach };
  const here = organisations.filter(({ id }) => id === own.id);
  const within = intersect(reach, reachOf(client)).filter(({ organisation_id: id }) => id === own.id);
  const isKnown = seesWhole ? here.length > 0 : within.length > 0;
  return isKnown ? { organisations: here, reach: within } : undefined;
}
