import type { TokenPrincipalCore } from "@/lib/authorization/principal";
import { countFound } from "@/lib/metrics/counts";
import { isLookedUpAtOnce } from "./imported";
import type { Keeper } from "./kept";
import { runningPrincipals } from "./principals";
import { digestOfKey, keyOf, plainSecretOf } from "./secret-key";

/** A live token that is remembered. */
export type Known = {
  /** Frozen, and the very same object for as long as nothing that it is made of changes. */
  core: TokenPrincipalCore;
  /** Where what is made of it can be kept: see `Place`. */
  keeper: Keeper;
  secretId: string;
  /** The moment by the database's clock, in milliseconds. */
  now: number;
};

/** A secret as it was sent, and by what it is remembered. */
export type Presented = { readonly secret: string; readonly key: string };

export function presented(secret: string): Presented {
  return { secret, key: keyOf(secret) };
}

/** What this `Authorization` header presents, where it is written as nearly everybody does. */
export function presentedIn(authorization: string | undefined): Presented | undefined {
  const secret = authorization === undefined ? undefined : plainSecretOf(authorization);
  return secret === undefined ? undefined : presented(secret);
}

/**
 * Whose this secret is, for a request from this address, if that is a live token that this process remembers: without waiting
 * for anything. Undefined says nothing: `authenticate` then finds out. Records no use.
 */
export function knownToken({ key }: Presented, address: string | null): Known | undefined {
  const recalled = runningPrincipals()?.recall(key, address);
  if (recalled?.judged.status !== "authenticated") return undefined;
  const { core } = recalled.judged;
  return { core, keeper: recalled.keeper, secretId: core.secret.id, now: recalled.now };
}

/**
 * Have a secret remembered that is not, so that `knownToken` may know it then. It may still not: a secret that nobody has, that waits for
 * its first use, or that changed meanwhile. Never rejects.
 * @returns undefined where waiting would be of no use: it is remembered, and refused, or nothing is remembered at present
 */
export function rememberToken({ secret, key }: Presented): Promise<unknown> | undefined {
  const principals = runningPrincipals();
  if (principals === undefined || !isLookedUpAtOnce(secret)) return undefined;
  if (principals.remembers(key) !== false) return undefined;
  countFound("lookedUp");
  // What it failed of is said by `authenticate`.
  return principals.lookUp(key, digestOfKey(key)).catch(() => {});
}
