import { sql } from "kysely";
import type { Db } from "@/db/database";

/** One rendering of a form that creates something, and who submits it. */
export type Submission = { userId: string; formKey: string };

/**
 * Claim a form for this submission. A claim that is old, neither finished nor given back, was cut off.
 * @returns whether no other submission has it
 */
export async function claimForm(db: Db, { userId, formKey }: Submission): Promise<boolean> {
  const row = await db
    .insertInto("form_submission")
    .values({ user_id: userId, form_key: formKey })
    .onConflict((conflict) =>
      conflict
        .columns(["user_id", "form_key"])
        .doUpdateSet({ created_at: sql<Date>`now()` })
        .where("form_submission.finished_at", "is", null)
        .where("form_submission.created_at", "<", sql<Date>`now() - interval '1 minute'`),
    )
    .returning("form_key")
    .executeTakeFirst();
  return row !== undefined;
}

/** Give a form back after a refusal or a failure: it may be sent again. */
export async function releaseForm(db: Db, submission: Submission): Promise<void> {
  await ofForm(db.deleteFrom("form_submission"), submission).execute();
}

/** Record what the form has created, so that no other submission creates it again. @param madeId null for several things */
export async function finishForm(db: Db, submission: Submission, madeId: string | null): Promise<void> {
  const finished = { made_id: madeId, finished_at: sql<Date>`now()` };
  await ofForm(db.updateTable("form_submission").set(finished), submission).execute();
}

/** The outcome of the submission that claimed the form; undefined where there is none. */
export async function findSubmission(db: Db, submission: Submission) {
  return await ofForm(db.selectFrom("form_submission"), submission)
    .select(["made_id", "finished_at"])
    .executeTakeFirst();
}

function ofForm<Query extends { where(column: "user_id" | "form_key", is: "=", value: string): Query }>(
  query: Query,
  { userId, formKey }: Submission,
): Query {
  return query.where("user_id", "=", userId).where("form_key", "=", formKey);
}
