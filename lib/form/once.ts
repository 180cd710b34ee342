import { z } from "zod";
import { claimForm, findSubmission, finishForm, releaseForm } from "@/db/account/form-submission";
import type { Db } from "@/db/database";
import { Busy } from "@/db/unavailable";
import type { SessionPrincipal } from "@/lib/authorization/principal";

/** Another sending of the same form has made something already. `madeId` is null where it was several things, or is not known yet. */
export type Repeated = { status: "repeated"; madeId: string | null };

/** What a form is told that was sent twice, where it is not known what it made. */
export const SENT_ALREADY = "This form was sent already. Reload the page to see what it created.";

const ASK_EVERY_MS = 100;
// Longer than a change waits for its turn and for one lock.
const WAIT_MS = 8_000;

/**
 * Let a form make something once, however often it is sent: by a double click, by a retry after an answer that was lost. A form
 * that made nothing, as it was refused, may be sent again. It is known by the key that it was rendered with, in `form_key`; one
 * without a key is done as often as it is sent.
 * @param run does it
 * @param madeBy the id of what it made, null for several things; undefined if it made nothing
 */
export async function onceByForm<Result>(
  db: Db,
  principal: SessionPrincipal,
  form: FormData,
  run: () => Promise<Result>,
  madeBy: (result: Result) => string | null | undefined,
): Promise<Result | Repeated> {
  const formKey = z.uuid().lowercase().safeParse(form.get("form_key"));
  if (!formKey.success) return await run();
  const submission = { userId: principal.user.id, formKey: formKey.data };
  const deadline = Date.now() + WAIT_MS;
  while (!(await claimForm(db, submission))) {
    const other = await findSubmission(db, submission);
    // The other sending was refused meanwhile: it is this one's turn.
    if (other === undefined) continue;
    if (other.finished_at !== null) return { status: "repeated", madeId: other.made_id };
    if (Date.now() > deadline) throw new Busy("the same form is being done already");
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  let made: string | null | undefined;
  try {
    const result = await run();
    made = madeBy(result);
    return result;
  } finally {
    // What was done is done, whatever becomes of this: its answer holds a secret that nobody sees again.
    await (made === undefined ? releaseForm(db, submission) : finishForm(db, submission, made)).catch((error) =>
      console.error("a form could not be marked as done", error),
    );
  }
}
