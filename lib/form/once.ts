import { z } from "zod";
import { claimForm, findSubmission, finishForm, releaseForm } from "@/db/account/form-submission";
import type { Db } from "@/db/database";
import { Busy } from "@/db/unavailable";
import type { SessionPrincipal } from "@/lib/authorization/principal";

/** Another submission of this form has created something already. `madeId` is null for several things, or while it is not known. */
export type Repeated = { status: "repeated"; madeId: string | null };

/** The answer to a form that was sent twice, where it is not known what it created. */
export const SENT_ALREADY = "This form was already sent. Reload the page to see what it created.";

const ASK_EVERY_MS = 100;
// Longer than a change waits for its slot and for one lock.
const WAIT_MS = 8_000;

/**
 * Let a form create something only once, however often it is sent: by a double click, or by a retry after a lost answer. A
 * refused form, which created nothing, may be sent again. The form is identified by the key that it was rendered with, in
 * `form_key`; one without a key runs each time.
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
  const deadline = performance.now() + WAIT_MS;
  while (!(await claimForm(db, submission))) {
    const other = await findSubmission(db, submission);
    // The other submission was refused meanwhile: this one takes its turn.
    if (other === undefined) continue;
    if (other.finished_at !== null) return { status: "repeated", madeId: other.made_id };
    if (performance.now() > deadline) throw new Busy("the same form is being done already");
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  let made: string | null | undefined;
  try {
    const result = await run();
    made = madeBy(result);
    return result;
  } finally {
    // The change is committed even if this fails: its answer holds a secret that nobody can see again.
    await (made === undefined ? releaseForm(db, submission) : finishForm(db, submission, made)).catch((error) =>
      console.error("a form could not be marked as done", error),
    );
  }
}
