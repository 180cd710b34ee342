import { v7 as uuidv7 } from "uuid";
import { insertSecret } from "@/db/access-token/secret";
import type { Db, NewRow } from "@/db/database";
import { actorOf } from "@/lib/activity/record";
import type { Principal, Starter } from "@/lib/authorization/principal";
import { env } from "@/lib/env";
import { tokenDigestKey } from "@/lib/keys";
import { digestOf, generateSecret, hintOf, type SecretKind } from "./secret";

type As = ({ state: "current" } | { state: "pending"; overlapSeconds: number }) & {
  /** A page shows it once, and may be closed before it was stored. A program has it with its answer. */
  isShown: boolean;
};

/** Make a secret for a token and store its digest. What this returns is the only place where it can be read. */
export async function writeSecret(
  trx: Db,
  principal: Principal | Starter,
  token: { id: string; kind: SecretKind },
  as: As,
): Promise<string> {
  const { secret, row } = newSecret(principal, token, as);
  await insertSecret(trx, row);
  return secret;
}

/** A secret for a token, and the row that remembers its digest. */
export function newSecret(
  principal: Principal | Starter,
  token: { id: string; kind: SecretKind },
  as: As,
): { secret: string; row: NewRow<"access_token_secret"> } {
  const secret = generateSecret(env().TOKEN_PREFIX, token.kind);
  const { key, id: keyId } = tokenDigestKey();
  const actor = actorOf(principal);
  const row = {
    id: uuidv7(),
    token_id: token.id,
    digest: digestOf(secret, key),
    key_id: keyId,
    hint: hintOf(secret),
    state: as.state,
    overlap_seconds: as.state === "pending" ? as.overlapSeconds : null,
    created_by_user_id: actor.userId ?? null,
    created_by_token_id: actor.tokenId ?? null,
    ...(as.isShown ? { stored_at: null } : {}),
  };
  return { secret, row };
}
