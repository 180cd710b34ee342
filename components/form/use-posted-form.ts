"use client";

import { type FormEvent, useActionState, useEffect, useEffectEvent, useState } from "react";
import { useAction } from "./use-action";
import { useSubmit } from "./use-submit";

type Answered<State> = { status: "answered"; state: State };

/**
 * `useAction` for a form that works before its script has loaded, and without one: then the browser posts it, and the page
 * comes back with its `state`. Once hydrated, what was typed stays, even when the connection breaks.
 * @param action the server action itself, also bound: a function around it could not be posted to
 * @returns `wrong` is the `state` until something is changed
 */
export function usePostedForm<State extends { status: string }>(
  action: (previous: State, form: FormData) => Promise<State>,
  idle: State,
  { onAnswer, unanswered }: { onAnswer?: (state: State) => void; unanswered?: string } = {},
) {
  const [posted, post, posting] = useActionState<State, FormData>(action, unawaited(idle));
  const [answered, setAnswered] = useState<State>();
  const state = answered ?? posted;
  const { run, pending, ...answer } = useAction(
    async (form: FormData): Promise<Answered<State>> => ({
      status: "answered",
      state: await action(state, form),
    }),
    {
      done: "answered",
      onDone: (given) => setAnswered(given.state),
      unanswered,
    },
  );
  const { wrong, lost, submitProps } = useSubmit({ refusal: state, lost: answer.lost });
  // Also for a form that was posted before hydration.
  const tell = useEffectEvent((given: State) => onAnswer?.(given));
  useEffect(() => {
    tell(state);
  }, [state]);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    // By `action` alone React would empty the fields after each answer, and give the page up where none came.
    event.preventDefault();
    run(new FormData(event.currentTarget));
  };
  return { state, wrong, lost, pending: pending || posting, formProps: { ...submitProps, action: post, onSubmit } };
}

// No state is a promise, which TypeScript cannot know of a type parameter.
function unawaited<State extends { status: string }>(state: State): Awaited<State> {
  return state as Awaited<State>;
}
