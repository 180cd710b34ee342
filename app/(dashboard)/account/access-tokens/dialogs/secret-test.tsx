"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

type Answer = { ok: boolean; line: string };

/** Really call the API with the secret, from this browser, and show what it answers. It counts as a use like any call. */
export function SecretTest({ secret }: { secret: string }) {
  const [answer, setAnswer] = useState<Answer>();
  const [pending, setPending] = useState(false);
  const test = async () => {
    setPending(true);
    setAnswer(await askWhoIsThis(secret));
    setPending(false);
  };
  return (
    <>
      <Button onClick={test} pending={pending}>
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
