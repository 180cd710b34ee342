"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useState } from "react";
import { findBySecretAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { ActionNotice } from "@/components/form/action-notice";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";

type Answer = { status: "answered"; ok: boolean; line: string };

/**
 * Really call the API with the secret, from this browser, and show what it answers: it counts as a use like any call. One that
 * is `pending` is looked up instead, since its first use would begin the overlap.
 */
export function SecretTest({ secret, pending: isPending = false }: { secret: string; pending?: boolean }) {
  const [answer, setAnswer] = useState<Answer>();
  const { run, pending, lost } = useAction(() => (isPending ? lookUp(secret) : askWhoIsThis(secret)), {
    done: "answered",
    onDone: setAnswer,
    onLost: () => setAnswer(undefined),
    unanswered: "Check the connection.",
  });
  return (
    <>
      <Button onClick={() => run()} pending={pending}>
        Test it
      </Button>
      <ActionNotice lost={lost} />
      <p role="status" className="flex w-full items-start gap-2 text-[0.8125rem] leading-5 empty:hidden">
        {answer && (
          <>
            {answer.ok ? (
              <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-active-text" />
            ) : (
              <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-text" />
            )}
            <span className="min-w-0 break-words">{answer.line}</span>
          </>
        )}
      </p>
    </>
  );
}

async function lookUp(secret: string): Promise<Answer> {
  const form = new FormData();
  form.set("secret", secret);
  const result = await findBySecretAction(form);
  if (result.status !== "found") return answer(false, "It no longer works. Generate another.");
  if (result.secretState !== "pending") return answer(true, "It works, and has already been used.");
  return answer(true, "It’s the right one, and not used yet: this test doesn’t count as a use.");
}

async function askWhoIsThis(secret: string): Promise<Answer> {
  const started = performance.now();
  const response = await fetch("/iam/v3/me/", {
    headers: { Authorization: `Bearer ${secret}` },
    cache: "no-store",
    credentials: "omit",
  });
  const took = Math.round(performance.now() - started);
  const body: { email?: string; detail?: string } = await response.json();
  const said = response.ok ? `It works: the API knows you as ${body.email ?? "its owner"}` : (body.detail ?? "Denied");
  return answer(response.ok, `${said} (GET /iam/v3/me/ answered ${response.status} in ${took} ms).`);
}

function answer(ok: boolean, line: string): Answer {
  return { status: "answered", ok, line };
}
