"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { unstable_rethrow } from "next/navigation";
import { useState } from "react";
import { findBySecretAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { Button } from "@/components/ui/button";

type Answer = { ok: boolean; line: string };

/**
 * Really call the API with the secret, from this browser, and show what it answers: it counts as a use like any call. One that
 * is `pending` is looked up instead, since its first use would begin the overlap.
 */
export function SecretTest({ secret, pending = false }: { secret: string; pending?: boolean }) {
  const [answer, setAnswer] = useState<Answer>();
  const [running, setRunning] = useState(false);
  const test = async () => {
    setRunning(true);
    setAnswer(await (pending ? lookUp(secret) : askWhoIsThis(secret)));
    setRunning(false);
  };
  return (
    <>
      <Button onClick={test} pending={running}>
        Test it
      </Button>
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
  try {
    const result = await findBySecretAction(form);
    if (result.status !== "found") return { ok: false, line: "It does not work any more: make another." };
    if (result.secretState !== "pending") return { ok: true, line: "It works, and something has used it already." };
    return { ok: true, line: "It is the right one, and still waits for its first use: this test does not count." };
  } catch (failure) {
    unstable_rethrow(failure);
    return { ok: false, line: "The server did not answer. Check the connection and test again." };
  }
}

async function askWhoIsThis(secret: string): Promise<Answer> {
  const started = performance.now();
  try {
    const answer = await fetch("/iam/v3/me/", {
      headers: { Authorization: `Bearer ${secret}` },
      cache: "no-store",
      credentials: "omit",
    });
    const took = Math.round(performance.now() - started);
    const body: { email?: string; detail?: string } = await answer.json();
    const said = answer.ok ? `It works: the API knows you as ${body.email ?? "its owner"}` : (body.detail ?? "Refused");
    return { ok: answer.ok, line: `${said} (GET /iam/v3/me/ answered ${answer.status} in ${took} ms).` };
  } catch {
    return { ok: false, line: "No answer came from /iam/v3/me/. Check the connection and test again." };
  }
}
