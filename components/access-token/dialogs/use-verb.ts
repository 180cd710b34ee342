"use client";

import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";

type Refused = { status: "refused"; message: string };

/** Run an action that can be refused with a sentence; `failed` is the sentence for when no answer came. */
export function useVerb<Done extends { status: string }>(
  action: () => Promise<Done | Refused>,
  { onDone, failed }: { onDone: (result: Done) => void; failed: string },
) {
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const run = () => {
    if (pending) return;
    setError(undefined);
    startTransition(async () => {
      try {
        const result = await action();
        startTransition(() => (isRefused(result) ? setError(result.message) : onDone(result)));
      } catch (failure) {
        // A session that ended leads to the sign-in page: that is no failure of the action.
        unstable_rethrow(failure);
        startTransition(() => setError(failed));
      }
    });
  };
  return { run, pending, error };
}

function isRefused<Done extends { status: string }>(result: Done | Refused): result is Refused {
  return result.status === "refused";
}
