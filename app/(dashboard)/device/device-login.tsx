"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { FormNotice } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { LIST_PATH } from "@/lib/access-token/page-path";
import type { ShownLogin } from "@/lib/device-login/find";
import { DecideForm } from "./decide-form";
import { EnterCode } from "./enter-code";

type Step = { at: "code" } | { at: "decide"; login: ShownLogin } | { at: "allowed" } | { at: "refused" };

/** The code, then the decision, then what happens in the terminal. */
export function DeviceLogin({
  given,
  account,
  brandName,
  reachedLimit,
}: {
  /** The code that the address came with, as it is shown. */
  given: string | undefined;
  account: string;
  brandName: string;
  /** How many active tokens there are, if there can be no more. */
  reachedLimit: number | undefined;
}) {
  const [step, setStep] = useState<Step>({ at: "code" });
  const again = () => setStep({ at: "code" });
  switch (step.at) {
    case "code":
      return (
        <Frame
          key="code"
          title="Command line login"
          about={`Enter the code your terminal shows. You’re signed in as ${account}.`}
        >
          <EnterCode given={given} brandName={brandName} onFound={(login) => setStep({ at: "decide", login })} />
        </Frame>
      );
    case "decide":
      return (
        <Frame
          key="decide"
          isNext
          title="Allow this login?"
          about={`It will get an access token for your account, ${account}.`}
        >
          <DecideForm
            login={step.login}
            brandName={brandName}
            reachedLimit={reachedLimit}
            onAllowed={() => setStep({ at: "allowed" })}
            onRefused={() => setStep({ at: "refused" })}
            onOther={again}
          />
        </Frame>
      );
    case "allowed":
      return (
        <Frame key="allowed" isNext title="Login allowed" about="You can close this page.">
          <FormNotice tone="done">
            Your terminal continues within a few seconds. Stay signed in until it does.
          </FormNotice>
          <p className="text-sm">
            Its token is listed under{" "}
            <Link href={LIST_PATH} className="link">
              Access Tokens
            </Link>
            , where you can revoke it. In the terminal,{" "}
            <code className="font-mono text-[0.8125rem]">latchkey logout</code> does the same.
          </p>
        </Frame>
      );
    case "refused":
      return (
        <Frame key="refused" isNext title="Login denied" about="The terminal didn’t get a token.">
          <p className="text-sm">
            If you didn’t start this login, someone tried to get access with your account. You don’t have to do anything
            else; never enter a code that someone sends you.
          </p>
          <div>
            <Button onClick={again}>Enter another code</Button>
          </div>
        </Frame>
      );
  }
}

/** One step. The heading of each next one gets the focus, so that it is read out. */
function Frame({
  title,
  about,
  isNext = false,
  children,
}: {
  title: string;
  about: string;
  isNext?: boolean;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNext) heading.current?.focus();
  }, [isNext]);
  return (
    <div className="mx-auto grid w-full max-w-2xl gap-6">
      <div className="grid gap-1">
        <h1
          ref={heading}
          tabIndex={-1}
          className="break-words font-semibold text-2xl leading-8 tracking-[-0.022em] outline-none"
        >
          {title}
        </h1>
        <p className="wrap-anywhere text-muted-foreground text-sm">{about}</p>
      </div>
      {children}
    </div>
  );
}
