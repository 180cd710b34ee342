import { sql } from "kysely";
import type { Db } from "@/db/database";

/** The sources of each of a token's secrets, the latest first. The caller has asked whether the token may be seen. */
export async function findSourcesOfToken(db: Db, tokenId: string) {
  return await db
    .selectFrom("access_token_secret as secret")
    .innerJoin("access_token_source as source", "source.secret_id", "secret.id")
    .where("secret.token_id", "=", tokenId)
    .select([
      "source.secret_id",
      sql<string | null>`host(source.address)`.as("address"),
      "source.user_agent",
      "source.route",
      sql<number>`source.requests::float8`.as("requests"),
      sql<number>`source.refused::float8`.as("refused"),
      "source.first_seen_at",
      "source.last_seen_at",
    ])
    .orderBy("source.last_seen_at", "desc")
    .orderBy("source.digest")
    .execute();
}

/** A token's secrets as far as they may be seen: those that can still be used, then the retired ones that were seen lately. */
export async function findSecretsWithSources(db: Db, tokenId: string) {
  return await db
    .selectFrom("access_token_secret as secret")
    .where("secret.token_id", "=", tokenId)
    .where((eb) =>
      eb.or([
        eb("secret.state", "!=", "retired"),
        eb.exists(
          eb
            .selectFrom("access_token_source as source")
            .whereRef("source.secret_id", "=", "secret.id")
            .select(sql`1`.as("one")),
        ),
      ]),
    )
    .select(["secret.id", "secret.hint", "secret.state"])
    .orderBy(sql`array_position(array['pending', 'current', 'retiring', 'retired'], secret.state)`)
    .orderBy("secret.created_at", "desc")
    .execute();
}
