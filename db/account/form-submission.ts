import { sql } from "kysely";
import type { Db } from "@/db/database";

/** One rendering of a form that makes something, and who sends it. */
export type Submission = { userId: string; formKey: string };

/**
 * Take a form for this sending of it. One that another took long ago, and neither finished nor gave back, was cut off.
 * @returns whether no other sending has it
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

/** What the form made was refused, or could not be done: it may be sent again. */
export async function releaseForm(db: Db, submission: Submission): Promise<void> {
  await ofForm(db.deleteFrom("form_submission"), submission).execute();
}

/** Remember what the form has made, so that no other sending of it makes that again. @param madeId null for several things */
export async function finishForm(db: Db, submission: Submission, madeId: string | null): Promise<void> {
  const finished = { made_id: madeId, finished_at: sql<Date>`now()` };
  await ofForm(db.updateTable("form_submission").set(finished), submission).execute();
}

/** What became of the sending that has the form; undefined where none has. */
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
