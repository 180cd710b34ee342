import { findSecretForAuthentication } from "@/db/access-token/authentication";
import { type Db, db as processDb } from "@/db/database";
import { promoteOnFirstUse } from "@/lib/access-token/rotation/promote";
import { parseSecret } from "@/lib/access-token/secret/secret";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import type { Client } from "@/lib/client";
import { countFound } from "@/lib/metrics/counts";
import { parseAuthorization } from "./authorization-header";
import { isLookedUp } from "./cache/imported";
import { runningPrincipals } from "./cache/principals";
import { digestOfKey, keyOf } from "./cache/secret-key";
import { type Judged, judge } from "./judge";

/** The outcome for a request's `Authorization` header. Only `authenticated` grants anything. */
export type Authentication =
  | { status: "authenticated"; principal: TokenPrincipal }
  /** No header, or one without an access token in an accepted form. */
  | { status: "credentials_missing"; detail: string }
  | { status: "malformed"; detail: string }
  /** Unknown: mistyped, never made, or forgotten after its 400 days. */
  | { status: "invalid_token"; detail: string }
  /** `isSunset`: what ended it is the end of all imported tokens. */
  | ({ status: "token_expired" | "token_revoked" | "token_retired"; at: Date; isSunset?: boolean } & RefusedSecret)
  | ({ status: "owner_deactivated" } & RefusedSecret)
  | ({ status: "network_not_allowed"; label: string } & RefusedSecret);

/** The token whose secret was refused, and the time by the database's clock. */
export type RefusedSecret = { tokenId: string; secretId: string; now: Date };

const UNKNOWN_DETAIL = {
  well_formed: "This access token does not exist.",
  mistyped: "The access token is mistyped or incomplete: its checksum doesn't match.",
  not_a_secret: "This is not an access token.",
} as const;

/**
 * From an `Authorization` header to a principal: the one way in, for the proxy and every route handler alike. What is not of
 * our format, or mistyped, is refused without the database, unless there are imported secrets. Of the process's own database it is
 * remembered what was found there, for as long as nothing that it is made of changes (docs/decisions/0043); everything else is one
 * statement, and the database's clock decides. The first use of a pending secret makes it the current one. Records no use, and does
 * not check scopes. Who only looks a secret up calls `findTokenBySecret`.
 * @throws whatever the database throws when it cannot be asked: that is never an answer about the token
 * @see RFC 6750 §2.1, RFC 7617 §2
 */
export async function authenticate(db: Db, authorization: string | null, client: Client): Promise<Authentication> {
  const header = parseAuthorization(authorization);
  if (header.status === "malformed") return header;
  const secret = header.status === "presented" ? header.secret : (header.perhaps ?? "");
  if (!(await isLookedUp(db, secret))) {
    // What could have been a secret goes no further than this.
    return header.status === "presented" ? unknown(secret) : { status: header.status, detail: header.detail };
  }

  const principals = db === processDb ? runningPrincipals() : undefined;
  const key = keyOf(secret);
  const recalled = principals?.recall(key, client.address);
  countFound(recalled === undefined ? "lookedUp" : "recalled");
  if (recalled !== undefined) return answer(recalled.judged, client, new Date(recalled.now));

  const digest = digestOfKey(key);
  const row = await (principals === undefined
    ? findSecretForAuthentication(db, digest)
    : principals.lookUp(key, digest));
  if (row === undefined) return unknown(secret);
  // Found by somebody else's look-up, it may have been on its way for a while.
  const now = new Date(Math.max(row.now.getTime(), principals?.now() ?? 0));
  const judged = judge(row, client.address, now);
  if (judged.status !== "authenticated" || row.secret_state !== "pending") return answer(judged, client, now);

  await promoteOnFirstUse(db, row, client);
  // Another request may have been first, or the secret was cancelled, replaced or revoked meanwhile: its current state counts.
  const after = await findSecretForAuthentication(db, digest);
  if (after === undefined) return unknown(secret);
  return answer(judge(after, client.address, after.now), client, after.now);
}

function unknown(secret: string): Authentication {
  return { status: "invalid_token", detail: UNKNOWN_DETAIL[parseSecret(secret).status] };
}

function answer(judged: Judged, client: Client, now: Date): Authentication {
  if (judged.status !== "authenticated") return { ...judged, now };
  return { status: "authenticated", principal: { ...judged.core, now, client } };
}
