import { z } from "zod";
import { hadNoTime } from "@/db/unavailable";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { askReauthentication, type ProofRefusal, reauthenticate } from "@/lib/session/reauthenticate-with-form";
import { requireSession } from "@/lib/session/require-session";
import { type FieldErrors, fieldErrorsOf, type Refused, refuse } from "./refusal";
import { type Sentences, sentenceOf } from "./sentence";

type Result = { status: string };
type Invalid = { status: "invalid"; fields: FieldErrors };
// Handled by `runAction` itself, unless an answer says otherwise.
type Common = "invalid" | "reauthentication_required" | "refused";

/** What the page is told beside the status that the verb answered; `true` for nothing more. */
type Answers<Of extends Result> = {
  readonly [Status in Of["status"]]?: true | ((result: Extract<Of, { status: Status }>) => object);
};
type Answered<Given> = {
  [Status in keyof Given]: { status: Status } & (Given[Status] extends (...args: never) => infer More ? More : unknown);
}[keyof Given];
type Outcome<Given> = Answered<Given> | Invalid | Refused | ProofRefusal;

// Not that nothing was done: a leak, for one, ends in several steps.
const NO_TIME = "The server is too busy right now. Check whether it was done, then try again.";
// Nobody who presses a button reads it: who calls an action by hand does.
const NO_FORM = "This form doesn’t match the page. Reload the page and try again.";

type Action<Input, Of extends Result> = {
  /** The form that was sent. Where it is something else, or missing, nothing is read and the action is refused; so it is with `proof`. */
  form?: FormData;
  /** The ids of what it is about. What is no id is of nothing: refused as `not_found`. */
  ids?: Readonly<Record<string, unknown>>;
  /** A form that may carry the password as a fresh proof of identity, for a verb that asks for one. */
  proof?: FormData;
  /** Reads what was sent. */
  input?: (principal: SessionPrincipal) => z.ZodSafeParseResult<Input>;
  verb: (principal: SessionPrincipal, input: Input) => Promise<Of>;
};

type After<Of extends Result, Given extends Answers<Of>> = {
  answers: Given;
  /** Sentences by status, for every status that is neither answered nor common; and for `not_found`, where there are `ids`. */
  refusals: Sentences<Exclude<Of, { status: keyof Given | Common }>>;
  /** Refreshes the pages that show it. */
  revalidate?: () => void;
  /** Refresh even after a refusal: an outdated page may be the cause. */
  revalidatesAlways?: boolean;
};

/**
 * What every server action of the dashboard does: find the signed-in person, or lead to signing in; take the form's password as
 * a fresh proof; parse; run the verb, which decides who may; say a refusal in the words of its domain; and render again what
 * changed.
 * @returns a function that takes the answers, runs the action and answers
 */
export function runAction<Input, Of extends Result>(action: Action<Input, Of>) {
  return async <Given extends Answers<Of>>(after: After<Of, Given>): Promise<Outcome<Given>> => {
    try {
      return await run(after);
    } catch (error) {
      if (hadNoTime(error)) return refuse(NO_TIME);
      throw error;
    }
  };

  async function run<Given extends Answers<Of>>(after: After<Of, Given>): Promise<Outcome<Given>> {
    const session = await requireSession();
    if (!isForm(action, "form") || !isForm(action, "proof")) return refuse(NO_FORM);
    const proof = action.proof === undefined ? undefined : await reauthenticate(session, action.proof);
    if (proof !== undefined && proof.status !== "proved") return proof;
    const principal = proof?.principal ?? session;
    const refusals = loose(after.refusals);
    if (!Object.values(action.ids ?? {}).every(isId)) return refuse(sentenceOf(refusals, { status: "not_found" }));
    const input = action.input?.(principal);
    if (input?.success === false) return { status: "invalid", fields: fieldErrorsOf(input.error.issues) };
    const result = await action.verb(principal, dataOf(input));
    const answer = answerFor<Of, Given>(after.answers, result);
    const isAsked = result.status === "reauthentication_required" || result.status === "invalid";
    if (answer !== undefined || (after.revalidatesAlways && !isAsked)) after.revalidate?.();
    if (answer !== undefined) return answer;
    if (result.status === "reauthentication_required") return askReauthentication(principal);
    return isSaid(result) ? result : refuse(sentenceOf(refusals, result));
  }
}

// An action is called by whoever can send a request, with whatever they like.
function isForm(action: { form?: FormData; proof?: FormData }, name: "form" | "proof"): boolean {
  return !(name in action) || action[name] instanceof FormData;
}

function isId(value: unknown): boolean {
  return z.uuid().lowercase().safeParse(value).success;
}

// Without `input`, no caller uses the data.
function dataOf<Input>(input: z.ZodSafeParseSuccess<Input> | undefined): Input {
  return input?.data as Input;
}

// The answer of a status takes the results of that status, by the type of the map; indexing a mapped type forgets that.
function answerFor<Of extends Result, Given>(answers: Given, result: Of): Answered<Given> | undefined {
  const answer = (answers as Record<string, true | ((result: Of) => object) | undefined>)[result.status];
  if (answer === undefined) return undefined;
  return { status: result.status, ...(answer === true ? {} : answer(result)) } as Answered<Given>;
}

// By its type, every status that is neither answered nor common has a sentence.
function loose(refusals: Sentences<never>): Sentences<Result> {
  return refusals as Sentences<Result>;
}

function isSaid(result: Result): result is Invalid | Refused {
  return result.status === "invalid" || result.status === "refused";
}
