import { sql } from "kysely";
import { makerLeakedAt } from "@/db/access-token/revoke";
import { prepare } from "@/db/prepared";

/**
 * What says whether secrets work, and nothing else of their tokens: one statement, however many. Each row names its digest (hex); what
 * nobody has is missing. `now` is the database's clock.
 */
export const findSecretStandings = prepare((db, digests: readonly Buffer[]) =>
  db
    .selectFrom("access_token_secret as secret")
    .innerJoin("access_token as token", "token.id", "secret.token_id")
    .leftJoin("user", "user.id", "token.user_id")
    .where(sql<boolean>`secret.digest = any(${digests}::bytea[])`)
    .select([
      sql<string>`encode(secret.digest, 'hex')`.as("digest"),
      "secret.id as secret_id",
      "secret.token_id",
      "secret.state as secret_state",
      "secret.created_at as secret_created_at",
      "secret.retires_at",
      "token.expires_at",
      "token.revoked_at",
      "token.revoke_kind",
      "user.deactivated_at as user_deactivated_at",
      makerLeakedAt.as("maker_leaked_at"),
      sql<Date>`clock_timestamp()`.as("now"),
    ]),
);

export type SecretStanding = Awaited<ReturnType<typeof findSecretStandings.all>>[number];
