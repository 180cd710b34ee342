"use client";

import { useActionState, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { NewAccountFields } from "../../new-account-fields";
import { acceptAsNewAction } from "./actions";

/** Name and password of an account for the invited address; its timezone is the browser's. */
export function NewAccountForm({ code, email }: { code: string; email: string }) {
  const [state, action, pending] = useActionState(acceptAsNewAction, { status: "idle", values: {} });
  const timezone = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (timezone.current) timezone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  });
  return (
    <form action={action} className="grid gap-4">
      <p className="text-muted-foreground text-sm">Choose what you are called, and a password for your account.</p>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="timezone" ref={timezone} defaultValue="" />
      <NewAccountFields email={email} values={state.values} errors={state.status === "invalid" ? state.fields : {}} />
      <Button type="submit" variant="primary" pending={pending} className="mt-1 w-full">
        Create account and join
      </Button>
    </form>
  );
}
