import { AsyncLocalStorage } from "node:async_hooks";
import { type Claim, claimKey } from "@/db/access-token/idempotency-key";
import type { Db } from "@/db/database";
import { processWide } from "@/db/process-wide";

/** Another request with the same key has done what this one asks for, or is about to. Nothing of this one was done. */
export class KeyTaken extends Error {
  override readonly name = "KeyTaken";
}

/** A request that runs under a key, and whether it has committed a change. */
export type Holder = { readonly claim: Claim; isCommitted: boolean };

const holders = () => processWide("idempotency keys", () => new AsyncLocalStorage<Holder>());

/**
 * Run what does something under a key: its first change claims the key in the same transaction, so that either both are there or
 * neither is, whatever ends the process.
 * @throws KeyTaken
 */
export async function underKey<Result>(holder: Holder, run: () => Promise<Result>): Promise<Result> {
  return await holders().run(holder, run);
}

/** Run a transaction that claims the key that it runs under, if there is one that no transaction has claimed yet. */
export async function claimingKey<Result>(
  transaction: (claim: (trx: Db) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const holder = holders().getStore();
  if (holder === undefined || holder.isCommitted) return await transaction(async () => {});
  const result = await transaction(async (trx) => {
    if (!(await claimKey(trx, holder.claim))) throw new KeyTaken();
  });
  holder.isCommitted = true;
  return result;
}
