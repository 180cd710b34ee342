import type { ExpressionBuilder } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Database } from "@/db/schema";

type OfToken = Database & { token: Database["access_token"] };

/**
 * The limits of the row `token` of a query, in the order in which they were given: a column of a select, `limits`.
 * @param organisationId those to this organisation alone; left out: all
 */
export function limitsOfToken(eb: ExpressionBuilder<OfToken, "token">, organisationId?: string) {
  const all = eb
    .selectFrom("access_token_limit as limit")
    .whereRef("limit.token_id", "=", "token.id")
    .select(["limit.organisation_id", "limit.application_id", "limit.environment_id"])
    .orderBy("limit.id");
  const wanted = organisationId === undefined ? all : all.where("limit.organisation_id", "=", organisationId);
  return jsonArrayFrom(wanted).as("limits");
}
