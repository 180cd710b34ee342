"use client";

import { undoRevokeAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { ActionNotice } from "@/components/form/action-notice";
import { focusAgain } from "@/components/form/focus-again";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { useToast } from "@/components/ui/toast";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { Role } from "@/lib/authorization/principal";
import { atLeast } from "@/lib/organisation/member/roles";

/** Until when the revoke of this token can be undone, with the way to do it. */
export function UndoRevoke({
  token,
  needs,
}: {
  token: TokenDetailsJson;
  /** The role that it takes to undo it, where the reader may not. */
  needs: Role | undefined;
}) {
  const now = useNow();
  const open = useOpenDialog();
  const toast = useToast(`token ${token.uuid}`);
  const { run, pending, refusal, lost } = useAction(() => undoRevokeAction(token.uuid), {
    done: "undone",
    onDone: () => {
      toast({ title: "Revoke undone", description: `${token.label} works again.` });
      focusAgain(null);
    },
  });
  const until = token.undoable_until;
  const possible = until !== null && new Date(until) > now;
  if (!possible && refusal === undefined && lost === undefined) return null;
  return (
    <section aria-label="Undo" className="grid gap-3 rounded-lg border bg-surface px-4 py-3.5 text-sm sm:px-5">
      {possible && (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          {needs === undefined ? (
            <p>
              Revoked by mistake? You can undo it until <Time at={until} as="clock" className="font-medium" />. The same
              secret works again then.
            </p>
          ) : (
            <p>
              Revoked by mistake? Only {atLeast(needs)} can undo it, until{" "}
              <Time at={until} as="clock" className="font-medium" />.
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            {needs === undefined && (
              <Button pending={pending} onClick={() => run()}>
                Undo revoke
              </Button>
            )}
            <Button className="text-danger-text" onClick={() => open({ type: "revoke", token })}>
              It leaked
            </Button>
          </div>
        </div>
      )}
      <ActionNotice lost={lost} refusal={refusal} />
    </section>
  );
}
