import { canonicalScopes, grantedScopes } from "@/lib/authorization/scope";

/** What narrowing would leave, or why there is nothing to narrow. */
export type NarrowedScopes =
  | { status: "narrows"; scopes: string[] }
  /** It was not used, and a token needs at least one scope. */
  | { status: "nothing_used" }
  /** Every scope it has is in use. */
  | { status: "nothing_to_narrow" };

/**
 * The shortest list of scopes that allows everything that was used and is granted. `used` are the scopes that requests needed:
 * one that is no longer granted is not restored. Pure.
 */
export function narrowScopes(granted: readonly string[], used: readonly string[]): NarrowedScopes {
  const allowed = grantedScopes(granted);
  const scopes = canonicalScopes(used.filter((scope) => allowed.has(scope)));
  if (scopes.length === 0) return { status: "nothing_used" };
  const kept = grantedScopes(scopes);
  return [...allowed].every((scope) => kept.has(scope))
    ? { status: "nothing_to_narrow" }
    : { status: "narrows", scopes };
}
