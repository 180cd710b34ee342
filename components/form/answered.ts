import type { FormRefusal } from "@/lib/action/refusal";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";

type Refusal = FormRefusal | ProofRefusal;

/** What an action of a form answers: that it did it, in a way of its own, or one of the refusals that every form can show. */
export type Answer<Done extends { status: string }> = Done | Refusal;

/** The same with one status for everything but a refusal. */
export function answered<Done extends { status: string }>(
  answer: Answer<Done>,
): { status: "done"; done: Done } | Refusal {
  return isRefusal(answer) ? answer : { status: "done", done: answer };
}

function isRefusal<Done extends { status: string }>(answer: Answer<Done>): answer is Refusal {
  return ["refused", "invalid", "reauthentication_required"].includes(answer.status);
}
