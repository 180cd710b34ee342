"use client";

import { narrowToUsedAction } from "@/app/(dashboard)/account/access-tokens/[uuid]/use/actions";
import { FormDialog } from "@/components/form/form-dialog";
import { FormNotice } from "@/components/form/form-notice";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { UsedScopeJson } from "@/lib/access-token/usage/json";
import { dayLabel, requestsLabel } from "@/lib/access-token/usage/labels";
import { TokenCard } from "../dialogs/token-card";
import { ScopeName } from "./compared-scopes";
import type { NarrowingView } from "./find-narrowing";

/** Says what a token keeps, what it loses and what would have been refused, before it is narrowed. */
export function NarrowDialog({
  token,
  narrowing,
  scopes,
  restoreFocus,
  onClose,
  onNarrowed,
}: {
  token: TokenDetailsJson;
  narrowing: NarrowingView;
  /** The scopes that it would keep. */
  scopes: readonly string[];
  restoreFocus: (event: Event) => void;
  onClose: () => void;
  onNarrowed: (scopes: string[]) => void;
}) {
  return (
    <FormDialog
      close={onClose}
      title="Narrow to what is used"
      about="Applies from the next request. Its secret stays the same."
      submit="Narrow token"
      size="md"
      action={() => narrowToUsedAction(token.uuid, narrowing.since)}
      onDone={(narrowed) => onNarrowed(narrowed.scopes)}
      onCloseAutoFocus={restoreFocus}
    >
      {() => (
        <div className="grid gap-5 text-sm">
          <TokenCard token={token} />
          <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[4rem_1fr]">
            <ScopeList name="Keeps" scopes={scopes} />
            <ScopeList name="Loses" scopes={narrowing.granted.filter((scope) => !scopes.includes(scope))} />
          </dl>
          <WouldBeRefused scopes={narrowing.would_be_refused} />
          <p className="text-muted-foreground">
            This can’t be undone. To restore a scope, edit the token, which may need your password.
          </p>
        </div>
      )}
    </FormDialog>
  );
}

function ScopeList({ name, scopes }: { name: string; scopes: readonly string[] }) {
  return (
    <div className="grid gap-x-6 gap-y-1 sm:col-span-2 sm:grid-cols-subgrid">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0">
        <ul className="grid gap-1">
          {scopes.map((scope) => (
            <li key={scope}>
              <ScopeName scope={scope} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}

/** Which requests of the last 90 days a narrowed token would have been refused. */
function WouldBeRefused({ scopes }: { scopes: readonly UsedScopeJson[] }) {
  if (scopes.length === 0) {
    return <FormNotice tone="done">No request in the last 90 days would have been denied.</FormNotice>;
  }
  const total = scopes.reduce((sum, { requests }) => sum + requests, 0);
  return (
    <FormNotice tone="warning">
      <p className="font-medium">{requestsLabel(total)} in the last 90 days would have been denied:</p>
      <ul className="mt-1.5 grid gap-1">
        {scopes.map(({ scope, requests, last_day }) => (
          <li key={scope}>
            <ScopeName scope={scope} />: {requestsLabel(requests)}, the last on{" "}
            <time dateTime={last_day}>{dayLabel(last_day)}</time>
          </li>
        ))}
      </ul>
    </FormNotice>
  );
}
