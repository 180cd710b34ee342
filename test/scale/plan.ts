import { type Kysely, sql } from "kysely";
import type { Database } from "@/db/schema";

/** The tables that grow with people, applications and tokens. */
const LARGE_TABLES =
  /^(access_token.*|activity.*|application.*|environment.*|membership|team.*|invitation.*|user|token_sweep_item|notice|session)$/;

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Cond"?: string;
  "Recheck Cond"?: string;
  Plans?: Node[];
};

/**
 * Where a statement would read a large table from end to end because no index helps, in words. The planner is told to do that
 * only where it must: most rows of a test's database are those of one organisation, of an instance's they are not.
 */
export async function withoutIndex(db: Kysely<Database>, statement: string): Promise<string[]> {
  return await db.transaction().execute(async (trx) => {
    for (const way of ["enable_seqscan", "enable_hashjoin", "enable_mergejoin"]) {
      await sql.raw(`set local ${way} = off`).execute(trx);
    }
    // Without values for its parameters.
    const { rows } = await sql
      .raw<{ "QUERY PLAN": { Plan: Node }[] }>(`explain (generic_plan, format json) ${statement}`)
      .execute(trx);
    const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
    return plan === undefined ? [] : fullReads(plan);
  });
}

function fullReads(node: Node): string[] {
  const table = node["Relation Name"];
  const isFull =
    node["Node Type"] === "Seq Scan" ||
    (/^Index( Only)? Scan$/.test(node["Node Type"]) && node["Index Cond"] === undefined);
  const here = table !== undefined && LARGE_TABLES.test(table) && isFull ? [`${node["Node Type"]} on ${table}`] : [];
  return [...here, ...(node.Plans ?? []).flatMap(fullReads)];
}
