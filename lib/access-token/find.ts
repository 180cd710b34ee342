import * as table from "@/db/access-token/token";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import { env } from "@/lib/env";
import { tokenDigestKey } from "@/lib/keys";
import { hasImportedSecrets } from "./authentication/cache/imported";
import { type TokenDetailsJson, tokenDetailsJson } from "./json";
import { isLiving } from "./rotation/rotation";
import { holdsMistypedSecret, readingsOf, secretsIn } from "./secret/in-text";
import { digestOf, isImportable, parseSecret } from "./secret/secret";
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

// A line of a log holds one or two; a whole pasted file must not cost a query for each.
const MOST_SECRETS = 10;

/**
 * The token that a pasted secret belongs to, among those the principal may see, whatever was pasted around it: a header, a setting,
 * a line of a log, escapes of a URL, and base64 as Basic authentication has it. Of several secrets it is the first that is found. Not a use of it; it is neither logged nor stored.
 */
export async function findTokenBySecret(db: Db, principal: Principal, pasted: string): Promise<FindBySecretResult> {
  const text = readingsOf(pasted);
  const own = secretsIn(text);
  const secrets = [...own, ...(await importedIn(db, text))].slice(0, MOST_SECRETS);
  for (const secret of secrets) {
    const result = await findByOneSecret(db, principal, secret);
    if (result.status === "found") return result;
  }
  // That a word has the characters of an imported secret does not make it one.
  if (own.length > 0) return { status: "not_found" };
  return { status: isMistyped(text) ? "mistyped" : "not_a_secret" };
}

/** What of a text could be an imported secret, while there are any: those have no format to be told by. */
async function importedIn(db: Db, text: string): Promise<string[]> {
  if (!(await hasImportedSecrets(db))) return [];
  const words = text.match(/[A-Za-z0-9\-._~+/]+=*/g) ?? [];
  // The name of a setting runs into its value: TOKEN=secret has its `=` in the middle.
  return [...new Set(words.filter(isImportable))];
}

function isMistyped(text: string): boolean {
  return parseSecret(text.trim()).status === "mistyped" || holdsMistypedSecret(text, env().TOKEN_PREFIX);
}

async function findByOneSecret(db: Db, principal: Principal, secret: string): Promise<FindBySecretResult> {
  const row = await table.findTokenByDigest(db, visibilityOf(principal), digestOf(secret, tokenDigestKey().key));
  const pasted = row?.secrets.find((candidate) => candidate.id === row.pasted_id);
  if (row === undefined || pasted === undefined || pasted.state === "retired" || !isLiving(pasted, row.now)) {
    return { status: "not_found" };
  }
  return { status: "found", token: tokenDetailsJson(row), secretState: pasted.state };
}
