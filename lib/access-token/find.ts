import * as table from "@/db/access-token";
import type { Db } from "@/db/database";
import { tokenDigestKey } from "@/lib/keys";
import type { Principal } from "@/lib/principal";
import { type TokenDetailsJson, tokenDetailsJson } from "./json";
import { isLiving } from "./rotation";
import { digestOf, parseSecret } from "./secret";
import { visibilityOf } from "./visibility";

/** One token that the principal may see. */
export async function findToken(db: Db, principal: Principal, id: string): Promise<TokenDetailsJson | undefined> {
  const row = await table.findToken(db, visibilityOf(principal), id);
  return row === undefined ? undefined : tokenDetailsJson(row);
}

export type FindBySecretResult =
  /** `secretState`: which of the token's secrets it is. One that retired is not found. */
  | { status: "found"; token: TokenDetailsJson; secretState: "pending" | "current" | "retiring" }
  /** Its checksum does not fit: a character is wrong, or it was cut off. */
  | { status: "mistyped" }
  | { status: "not_a_secret" }
  /** Nobody's, or somebody else's: this does not tell which. */
  | { status: "not_found" };

/** The token that a pasted secret belongs to, among those the principal may see. Not a use of it; it is neither logged nor stored. */
export async function findTokenBySecret(db: Db, principal: Principal, secret: string): Promise<FindBySecretResult> {
  const text = secret.trim();
  const parsed = parseSecret(text);
  if (parsed.status !== "well_formed") return { status: parsed.status };
  const row = await table.findTokenByDigest(db, visibilityOf(principal), digestOf(text, tokenDigestKey().key));
  const pasted = row?.secrets.find((candidate) => candidate.id === row.pasted_id);
  if (row === undefined || pasted === undefined || pasted.state === "retired" || !isLiving(pasted, row.now)) {
    return { status: "not_found" };
  }
  return { status: "found", token: tokenDetailsJson(row), secretState: pasted.state };
}
