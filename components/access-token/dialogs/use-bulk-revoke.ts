"use client";

import { unstable_rethrow } from "next/navigation";
import { useRef, useState } from "react";
import { revokeOneOfManyAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { UNANSWERED } from "@/components/form/use-action";
import type { TokenDetailsJson } from "@/lib/access-token/json";

export type RevokeOutcome = { state: "running" | "revoked" } | { state: "failed"; message: string };

/** Revoke tokens one after the other. A second run is about those that are left, for the reason of the first. */
export function useBulkRevoke(tokens: readonly TokenDetailsJson[], onFinished: (revoked: string[]) => void) {
  const [outcomes, setRevokeOutcomes] = useState<ReadonlyMap<string, RevokeOutcome>>(new Map());
  const [running, setRunning] = useState(false);
  const [reason, setReason] = useState<string>();
  const stopped = useRef(false);
  const note = (uuid: string, outcome: RevokeOutcome) =>
    setRevokeOutcomes((known) => new Map(known).set(uuid, outcome));

  const run = async (given: string) => {
    const why = reason ?? given;
    setReason(why);
    setRunning(true);
    stopped.current = false;
    const revoked: string[] = [];
    for (const { uuid } of tokens.filter((token) => outcomes.get(token.uuid)?.state !== "revoked")) {
      if (stopped.current) break;
      note(uuid, { state: "running" });
      const outcome = await revokeOne(uuid, why);
      note(uuid, outcome);
      if (outcome.state === "revoked") revoked.push(uuid);
    }
    setRunning(false);
    onFinished(revoked);
  };
  const stop = () => {
    stopped.current = true;
  };
  return { outcomes, running, started: reason !== undefined, run, stop };
}

async function revokeOne(uuid: string, reason: string): Promise<RevokeOutcome> {
  try {
    const result = await revokeOneOfManyAction(uuid, reason);
    switch (result.status) {
      case "revoked":
        return { state: "revoked" };
      case "refused":
        return { state: "failed", message: result.message };
      default:
        return { state: "failed", message: "Couldn’t revoke the token." };
    }
  } catch (failure) {
    unstable_rethrow(failure);
    return { state: "failed", message: `${UNANSWERED}: it may still work.` };
  }
}
