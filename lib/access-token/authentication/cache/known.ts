import type { TokenPrincipalCore } from "@/lib/authorization/principal";
import { runningPrincipals } from "./principals";
import { keyOf, plainSecretOf } from "./secret-key";

/** A live token that is remembered. */
export type Known = {
  /** Frozen, and the very same object for as long as nothing that it is made of changes: what is made of it can be kept with it. */
  core: TokenPrincipalCore;
  secretId: string;
  /** The moment by the database's clock, in milliseconds. */
  now: number;
};

/**
 * Who sends this `Authorization` header from this address, if that is a live token that this process remembers: without waiting
 * for anything. Undefined says nothing: `authenticate` then finds out. Records no use.
 */
export function knownPrincipal(authorization: string | undefined, address: string | null): Known | undefined {
  if (authorization === undefined) return undefined;
  const secret = plainSecretOf(authorization);
  if (secret === undefined) return undefined;
  const recalled = runningPrincipals()?.recall(keyOf(secret), address);
  if (recalled?.judged.status !== "authenticated") return undefined;
  const { core } = recalled.judged;
  return { core, secretId: core.secret.id, now: recalled.now };
}
