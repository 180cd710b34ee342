import type { Principal } from "@/lib/authorization/principal";
import { VERIFY } from "@/lib/authorization/scope";
import { ownedPlatform } from "@/lib/organisation/platform-owner";

/**
 * Why a principal does not give a token the scope `verify`, as a sentence by field; empty where the token has it already, is not to
 * have it, or may be given it. Whatever asks over the API may not: it is granted in the dashboard, and on the server.
 * @param organisationId the organisation whose token it is; null for a personal one
 */
export function refuseVerify(
  principal: Principal,
  organisationId: string | null,
  wanted: readonly string[],
  present: readonly string[] = [],
): Record<string, string[]> {
  if (!wanted.includes(VERIFY) || present.includes(VERIFY)) return {};
  if (principal.type === "token") {
    return { scopes: ["verify is for an organisation's tokens, and can't be granted over the API."] };
  }
  if (organisationId === null) return { scopes: ["verify is for an organisation's tokens only."] };
  if (ownedPlatform(principal) !== undefined) return {};
  return { scopes: ["Only owners of the platform's organisation can grant verify."] };
}
