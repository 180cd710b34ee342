import { allowsScope, SCOPES } from "@/lib/authorization/scope";
import type { UsedScopeJson } from "./json";

/** A scope that a token has, with its usage; or one that it has as part of a wider one, and that was used. */
export type ComparedScope = { scope: string; granted: boolean; use: UsedScopeJson | undefined };

/** A token's scopes beside their usage, in the order of the scopes. Revoked ones are left out. Pure. */
export function compareScopes(granted: readonly string[], used: readonly UsedScopeJson[]): ComparedScope[] {
  const relevant = used.filter(({ scope }) => allowsScope(granted, scope));
  const names = new Set([...granted, ...relevant.map(({ scope }) => scope)]);
  const order = (scope: string) => (SCOPES.includes(scope) ? SCOPES.indexOf(scope) : SCOPES.length);
  return [...names]
    .sort((a, b) => order(a) - order(b))
    .map((scope) => ({
      scope,
      granted: granted.includes(scope),
      use: relevant.find((candidate) => candidate.scope === scope),
    }));
}
