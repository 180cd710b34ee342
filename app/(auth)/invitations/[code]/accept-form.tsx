"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { acceptAction } from "./actions";

/** One button for who is signed in with the invited address. */
export function AcceptForm({ code, organisation }: { code: string; organisation: string }) {
  const [, action, pending] = useActionState(acceptAction, null);
  return (
    <form action={action} className="grid">
      <input type="hidden" name="code" value={code} />
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        Join {organisation}
      </Button>
    </form>
  );
}
