import type { FormRefusal } from "@/lib/action/refusal";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";

type Refusal = FormRefusal | ProofRefusal;

/** What the action of a form answers: success, in its own shape, or one of the refusals that every form can show. */
export type Answer<Done extends { status: string }> = Done | Refusal;

/** An answer as `done` with the success, or the refusal itself. */
export function answered<Done extends { status: string }>(
  answer: Answer<Done>,
): { status: "done"; done: Done } | Refusal {
  return isRefusal(answer) ? answer : { status: "done", done: answer };
}

function isRefusal<Done extends { status: string }>(answer: Answer<Done>): answer is Refusal {
  return ["refused", "invalid", "reauthentication_required"].includes(answer.status);
}
