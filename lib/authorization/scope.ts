/** A permission of one resource; `write` includes `read`. */
export const RESOURCES = ["tokens", "organisations", "applications", "environment-variables", "deployments"] as const;

/** The scopes that a personal token may have. `all` is every permission that its owner has, now or later. */
export const PERSONAL_SCOPES = [
  "all",
  ...RESOURCES.flatMap((resource) => [`${resource}:read`, `${resource}:write`]),
] as readonly string[];

/** Ask about other people's tokens: for an organisation's tokens, granted by owners of the platform, and never implied by `all`. */
export const VERIFY = "verify";

/** Every scope. */
export const SCOPES: readonly string[] = [...PERSONAL_SCOPES, VERIFY];

/** Every scope that `scopes` grant, written out. A stored scope that this code no longer knows grants nothing. */
export function grantedScopes(scopes: readonly string[]): ReadonlySet<string> {
  const granted = new Set<string>();
  for (const scope of scopes) {
    if (!SCOPES.includes(scope)) continue;
    granted.add(scope);
    if (scope === "all") for (const implied of PERSONAL_SCOPES) granted.add(implied);
    if (scope.endsWith(":write")) granted.add(scope.replace(/:write$/, ":read"));
  }
  return granted;
}

/** Whether a token with `scopes` may do what needs `required`. */
export function allowsScope(scopes: readonly string[], required: string): boolean {
  return grantedScopes(scopes).has(required);
}

/** Whether `inner` grants nothing that `outer` does not. */
export function scopesWithin(inner: readonly string[], outer: readonly string[]): boolean {
  const granted = grantedScopes(outer);
  return [...grantedScopes(inner)].every((scope) => granted.has(scope));
}

/** The shortest list that grants the same, in the order of `SCOPES`: no doubles, no `read` beside its `write`, nothing beside `all`. */
export function canonicalScopes(scopes: readonly string[]): string[] {
  const given = new Set(scopes);
  return SCOPES.filter((scope) => {
    if (!given.has(scope)) return false;
    if (given.has("all")) return scope === "all" || scope === VERIFY;
    return !(scope.endsWith(":read") && given.has(scope.replace(/:read$/, ":write")));
  });
}

/** The scopes that delete or transfer for good what the dashboard deletes or transfers only after a fresh proof of identity. */
const FINAL_SCOPES = ["applications:write", "environment-variables:write"];

/** Whether these scopes can do over the API what the dashboard would ask a fresh proof of identity for. */
export function skipsFreshProof(scopes: readonly string[]): boolean {
  return isFullAccess(scopes) || FINAL_SCOPES.some((scope) => allowsScope(scopes, scope));
}

/**
 * Whether these scopes amount to full access, whatever they are called: `all`, or `organisations:write`, which makes owners and
 * rules. All five `…:write` together contain that one.
 */
export function isFullAccess(scopes: readonly string[]): boolean {
  return allowsScope(scopes, "organisations:write");
}
