import { FormNotice } from "@/components/form/form-notice";
import type { UsedScopeJson } from "@/lib/access-token/usage/json";
import { dayLabel, requestsLabel } from "@/lib/access-token/usage/words";
import { ScopeName } from "./compared-scopes";

/** Which requests of the last 90 days a narrowed token would have been refused. */
export function WouldBeRefused({ scopes }: { scopes: readonly UsedScopeJson[] }) {
  if (scopes.length === 0) {
    return <FormNotice tone="done">No request of the last 90 days would have been refused.</FormNotice>;
  }
  const total = scopes.reduce((sum, { requests }) => sum + requests, 0);
  return (
    <FormNotice tone="warning">
      <p className="font-medium">{requestsLabel(total)} of the last 90 days would have been refused:</p>
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
