import { problem } from "@/lib/api/answer/problem";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { reachesWholeOrganisation } from "@/lib/authorization/reach";

/**
 * Let in only a token of the platform's organisation that reaches all of it: what is asked for is about the whole instance.
 * @throws Problem `role_required`
 */
export function requirePlatform(principal: TokenPrincipal): void {
  const { owner, organisations } = principal;
  const own = organisations.find(
    ({ id, isPlatform }) => isPlatform && owner.type === "organisation" && id === owner.id,
  );
  if (own !== undefined && reachesWholeOrganisation(principal, own.id)) return;
  const detail =
    "Ask an owner of the platform for a token of the platform\u2019s organisation with the scope verify: this endpoint covers the whole instance.";
  throw problem("role_required", { detail });
}
