"use client";

import { useActionState } from "react";
import { FormNotice } from "@/components/form-notice";
import { Button } from "@/components/ui/button";
import { DeadLinkNotice } from "../../dead-link-notice";
import { type AcceptState, acceptAction } from "./actions";

/** One button for who is signed in with the invited address. */
export function AcceptForm({ code, organisation }: { code: string; organisation: string }) {
  const [state, action, pending] = useActionState<AcceptState, FormData>(acceptAction, { status: "idle" });
  return (
    <form action={action} className="grid gap-4">
      {state.status === "dead_link" && <DeadLinkNotice again={{ label: "Go to the start", href: "/" }} />}
      {state.status === "other_address" && (
        <FormNotice tone="danger">You are signed in as somebody else by now. Reload this page.</FormNotice>
      )}
      <input type="hidden" name="code" value={code} />
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        Join {organisation}
      </Button>
    </form>
  );
}
