"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useQueries } from "@/components/query/own-queries-context";
import { useLater } from "@/components/ui/use-later";
import type { SuspensionReason } from "@/lib/session/rendered-for";
import { suspendRequests } from "./suspended-requests";
import type { PageAccount } from "./who-is-here";

const loadDialog = () => import("./sign-in-again");

/**
 * Keeps what is submitted from getting lost when the session has ended meanwhile, or another account has signed in: it waits
 * behind a dialog that signs in again, and then goes on.
 */
export function SessionGuard({
  account,
  providerName,
}: {
  /** For whom the page was rendered. */
  account: PageAccount;
  /** What the identity provider is called; undefined where there is none. */
  providerName: string | undefined;
}) {
  const [why, setWhy] = useState<SuspensionReason>();
  const waiting = useRef<(() => void)[]>([]);
  const focused = useRef<HTMLElement>(null);
  const { queries, load } = useQueries();

  useEffect(
    () =>
      suspendRequests(account.id, (reason) => {
        if (waiting.current.length === 0) {
          const { activeElement } = document;
          focused.current = activeElement instanceof HTMLElement ? activeElement : null;
        }
        setWhy(reason);
        return new Promise((resume) => waiting.current.push(resume));
      }),
    [account.id],
  );

  const goOn = useCallback(() => {
    setWhy(undefined);
    for (const resume of waiting.current.splice(0)) resume();
    // What the page asks every few seconds had given up; what waited is on its way already.
    void load().then((part) => part?.clientOf(queries).invalidateQueries(undefined, { cancelRefetch: false }));
  }, [queries, load]);

  // What waits goes on waiting: the next thing that is submitted asks again.
  const later = useLater(loadDialog, why !== undefined, () => setWhy(undefined), { dismissible: false });
  return (
    later && (
      <later.SignInAgain
        why={why}
        account={account}
        providerName={providerName}
        onSignedIn={goOn}
        restoreFocus={() => focused.current?.focus()}
      />
    )
  );
}
