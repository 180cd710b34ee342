import { sql } from "kysely";
import type { Db, NewRow } from "@/db/database";
import { prepareShapes } from "@/db/statement/shapes";
import { statusOf } from "./status";
import { PUBLIC_COLUMNS, PUBLIC_NAMES, type PublicTokenRow } from "./token-row";

/** `makerId`: the token that makes it, whose withdrawals it gets, with who decided them and why. */
type NewToken = { token: NewRow<"access_token">; secret: NewRow<"access_token_secret">; makerId: string | undefined };

const insert = prepareShapes((db, _kind: null, { token, secret, makerId }: NewToken) => {
  const withToken = db
    .with("made", (part) => part.insertInto("access_token").values(token).returning(PUBLIC_NAMES))
    .with("secret", (part) =>
      part
        .insertInto("access_token_secret")
        .values(secret)
        .returning(["id", "state", "hint", "created_at", "retires_at"]),
    );
  // Nothing is read of the withdrawals.
  const withAll =
    makerId === undefined
      ? withToken
      : (withToken.with("withdrawn", (part) => copyWithdrawals(part, makerId, token.id)) as typeof withToken);
  return withAll
    .selectFrom("made as token")
    .innerJoin("secret", (join) => join.onTrue())
    .leftJoin("user", "user.id", "token.user_id")
    .leftJoin("organisation", "organisation.id", "token.organisation_id")
    .select(PUBLIC_COLUMNS)
    .select([
      "user.email as user_email",
      "user.first_name as user_first_name",
      "user.last_name as user_last_name",
      "organisation.name as organisation_name",
      sql<Date | null>`null::timestamptz`.as("last_used_at"),
      statusOf.as("status"),
      sql<Date>`now()`.as("now"),
      sql<PublicTokenRow["limits"]>`'[]'::json`.as("limits"),
      sql<PublicTokenRow["secrets"]>`json_build_array(json_build_object('id', secret.id, 'state', secret.state,
        'hint', secret.hint, 'created_at', secret.created_at, 'retires_at', secret.retires_at))`.as("secrets"),
    ]);
});

/** Write a token with its first secret, in one statement. @returns what is public of it, before it has any limits */
export async function insertNewToken(db: Db, made: NewToken): Promise<PublicTokenRow> {
  const [row] = await insert(db, null, made);
  if (row === undefined) throw new Error("a token that was just written cannot be read");
  return row;
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
