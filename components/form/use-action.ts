"use client";

import { unstable_rethrow } from "next/navigation";
import { useRef, useState, useTransition } from "react";

/** No answer came, so nobody knows what became of it. */
export type Lost = {
  /** What is true all the same, as a sentence. */
  truth: string;
  /** Runs it once more with the same arguments. */
  again: () => void;
};

/** What every form and button says when no answer came. Its `truth` follows. */
export const UNANSWERED = "The server didn’t respond";

// True of most: whatever has been done already is not done twice.
const REPEATABLE = "Repeating this is safe.";

export type Refused<Result extends { status: string }, Done extends string> = Exclude<Result, { status: Done }>;

export type ActionOptions<Args extends readonly unknown[], Result extends { status: string }, Done extends string> = {
  /** The status of success. Every other answer is a refusal. */
  done: Done;
  onDone: (answer: Extract<Result, { status: Done }>, ...args: Args) => void;
  onRefused?: (refusal: Refused<Result, Done>, ...args: Args) => void;
  onLost?: (lost: Lost, ...args: Args) => void;
  /** What stays true when no answer came, as a sentence. */
  unanswered?: string | undefined;
};

/**
 * Run a server action from the page. One at a time: another `run` meanwhile does nothing. An answer that is not `done` is the
 * `refusal` until the next answer. `lost` is set when none came; what the answer before it said still stands then, and so does what
 * was typed. Where an action leads elsewhere, the page follows.
 */
export function useAction<
  Args extends readonly unknown[],
  Result extends { status: string },
  Done extends Result["status"],
>(
  action: (...args: Args) => Promise<Result>,
  { done, onDone, onRefused, onLost, unanswered = REPEATABLE }: ActionOptions<Args, Result, Done>,
) {
  const [refusal, setRefusal] = useState<Refused<Result, Done>>();
  const [lost, setLost] = useState<Lost>();
  const [pending, startTransition] = useTransition();
  // A second call before `pending` was rendered.
  const isRunning = useRef(false);
  const run = (...args: Args) => {
    if (isRunning.current) return;
    isRunning.current = true;
    startTransition(async () => {
      try {
        const answer = await action(...args).finally(() => {
          isRunning.current = false;
        });
        startTransition(() => {
          setLost(undefined);
          const why = isDone(answer, done) ? undefined : refusedBy<Result, Done>(answer);
          setRefusal(why);
          if (isDone(answer, done)) onDone(answer, ...args);
          else if (why !== undefined) onRefused?.(why, ...args);
        });
      } catch (failure) {
        unstable_rethrow(failure);
        const why = { truth: unanswered, again: () => run(...args) };
        startTransition(() => {
          setLost(why);
          onLost?.(why, ...args);
        });
      }
    });
  };
  const forget = () => {
    setRefusal(undefined);
    setLost(undefined);
  };
  return { run, pending, refusal, lost, forget };
}

function isDone<Result extends { status: string }, Done extends string>(
  answer: Result,
  done: Done,
): answer is Extract<Result, { status: Done }> {
  return answer.status === done;
}

// Only after `isDone` said no, which narrows no type parameter.
function refusedBy<Result extends { status: string }, Done extends string>(answer: Result): Refused<Result, Done> {
  return answer as Refused<Result, Done>;
}
