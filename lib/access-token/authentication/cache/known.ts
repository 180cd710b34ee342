import { digestOf } from "@/lib/access-token/secret/secret";
import type { TokenPrincipalCore } from "@/lib/authorization/principal";
import { tokenDigestKey } from "@/lib/keys";
import { countFound } from "@/lib/metrics/counts";
import { isLookedUpAtOnce } from "./imported";
import type { Keeper } from "./kept";
import { runningPrincipals } from "./principals";
import { keyOf, plainSecretOf } from "./secret-key";

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

/**
 * Whose this secret is, for a request from this address, if that is a live token that this process remembers: without waiting
 * for anything. Undefined says nothing: `authenticate` then finds out. Records no use.
 */
export function knownToken(secret: string, address: string | null): Known | undefined {
  const recalled = runningPrincipals()?.recall(keyOf(secret), address);
  if (recalled?.judged.status !== "authenticated") return undefined;
  const { core } = recalled.judged;
  return { core, keeper: recalled.keeper, secretId: core.secret.id, now: recalled.now };
}

/** The same of who sends this `Authorization` header, where it is written as nearly everybody does. */
export function knownPrincipal(authorization: string | undefined, address: string | null): Known | undefined {
  const secret = authorization === undefined ? undefined : plainSecretOf(authorization);
  return secret === undefined ? undefined : knownToken(secret, address);
}

/**
 * Have a secret remembered that is not, so that `knownToken` may know it then. It may still not: a secret that nobody has, that waits for
 * its first use, or that changed meanwhile. Never rejects.
 * @returns undefined where waiting would be of no use: it is remembered, and refused, or nothing is remembered at present
 */
export function rememberToken(secret: string): Promise<unknown> | undefined {
  const principals = runningPrincipals();
  if (principals === undefined || !isLookedUpAtOnce(secret)) return undefined;
  const key = keyOf(secret);
  if (principals.remembers(key) !== false) return undefined;
  countFound("lookedUp");
  // What it failed of is said by `authenticate`.
  return principals.lookUp(key, digestOf(secret, tokenDigestKey().key)).catch(() => {});
}

/** The same for the secret of such a header. */
export function rememberPrincipal(authorization: string | undefined): Promise<unknown> | undefined {
  const secret = authorization === undefined ? undefined : plainSecretOf(authorization);
  return secret === undefined ? undefined : rememberToken(secret);
}
