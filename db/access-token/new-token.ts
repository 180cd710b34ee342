import { sql } from "kysely";
import type { Db, NewRow } from "@/db/database";
import { prepareShapes } from "@/db/statement/shapes";

/** `makerId`: the token that makes it, whose withdrawals it gets, with who decided them and why. */
type NewToken = { token: NewRow<"access_token">; secret: NewRow<"access_token_secret">; makerId: string | undefined };

const insert = prepareShapes((db, _kind: null, { token, secret, makerId }: NewToken) => {
  const withToken = db.with("made", (part) => part.insertInto("access_token").values(token));
  const withAll =
    makerId === undefined ? withToken : withToken.with("withdrawn", (part) => copyWithdrawals(part, makerId, token.id));
  return withAll.insertInto("access_token_secret").values(secret);
});

/** Write a token with its first secret, in one statement. */
export async function insertNewToken(db: Db, made: NewToken): Promise<void> {
  await insert(db, null, made);
}

function copyWithdrawals(db: Pick<Db, "insertInto" | "selectFrom">, fromTokenId: string, toTokenId: string) {
  return db
    .insertInto("access_token_organisation")
    .columns(["token_id", "organisation_id", "state", "reason", "decided_by_user_id", "decided_at"])
    .expression(
      db
        .selectFrom("access_token_organisation")
        .where("token_id", "=", fromTokenId)
        .where("state", "=", "withdrawn")
        .select([
          sql<string>`${toTokenId}::uuid`.as("token_id"),
          "organisation_id",
          "state",
          "reason",
          "decided_by_user_id",
          "decided_at",
        ]),
    );
}
