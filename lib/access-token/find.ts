import * as table from "@/db/access-token/token";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import { env } from "@/lib/env";
import { type TokenDetailsJson, tokenDetailsJson } from "./json";
import { isLiving } from "./rotation/rotation";
import { holdsMistypedSecret, readingsOf } from "./secret/in-text";
import { digestsOf, secretsWithin } from "./secret/look-up";
import { parseSecret } from "./secret/secret";
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
  /** Unknown, or someone else's: this does not tell which. */
  | { status: "not_found" };

/**
 * The token that a pasted secret belongs to, among those the principal may see, whatever was pasted around it: a header, a setting,
 * a line of a log, escapes of a URL, and base64 as Basic authentication has it. Of several secrets it is the first that is found. Not a use of it; it is neither logged nor stored.
 */
export async function findTokenBySecret(db: Db, principal: Principal, pasted: string): Promise<FindBySecretResult> {
  const text = readingsOf(pasted);
  const { own, all } = await secretsWithin(db, text);
  const rows = all.length === 0 ? [] : await table.findTokensByDigest(db, visibilityOf(principal), digestsOf(all));
  for (const row of rows) {
    const pasted = row.secrets.find((candidate) => candidate.id === row.pasted_id);
    if (pasted === undefined || pasted.state === "retired" || !isLiving(pasted, row.now)) continue;
    return { status: "found", token: tokenDetailsJson(row), secretState: pasted.state };
  }
  // That a word has the characters of an imported secret does not make it one.
  if (own.length > 0) return { status: "not_found" };
  return { status: isMistyped(text) ? "mistyped" : "not_a_secret" };
}

function isMistyped(text: string): boolean {
  return parseSecret(text.trim()).status === "mistyped" || holdsMistypedSecret(text, env().TOKEN_PREFIX);
}
