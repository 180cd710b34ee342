"use client";

import { useRef, useState } from "react";
import { focusAgain } from "@/components/form/focus-again";
import { UNANSWERED } from "@/components/form/use-action";
import { fetchJson } from "@/components/query/fetch-json";
import { useLaterQuery } from "@/components/query/use-later-query";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { NativeSelect } from "@/components/ui/native-select";
import { useToast } from "@/components/ui/toast";
import { useLater } from "@/components/ui/use-later";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { LIST_PATH } from "@/lib/access-token/page-path";
import { compareScopes } from "@/lib/access-token/usage/compare-scopes";
import { ComparedScopes } from "./compared-scopes";
import type { NarrowingView } from "./find-narrowing";
import { NARROWING_DAYS, type NarrowingDays, parseNarrowingDays } from "./narrowing-days";

const loadDialog = () => import("./narrow-dialog");

/** What a token may beside what it did in the last days, and the way to take away the rest. */
export function NarrowPanel({ token, seed, asOf }: { token: TokenDetailsJson; seed: NarrowingView; asOf: string }) {
  const [days, setDays] = useState<(typeof NARROWING_DAYS)[number]>(NARROWING_DAYS[0]);
  const { data = seed, isError, isPlaceholderData, isFetching, refetch } = useNarrowing(token.uuid, days, seed, asOf);
  const [asked, setAsked] = useState<NarrowingView>();
  const opener = useRef<HTMLButtonElement>(null);
  const toast = useToast(`token ${token.uuid}`);
  const old = isPlaceholderData && isFetching;
  const later = useLater(loadDialog, asked !== undefined, () => setAsked(undefined));
  // The dialog asks again when it opens: a request may have come since the page was rendered.
  const ask = async () => {
    const fresh = (await refetch()).data;
    if (fresh?.outcome.status === "narrows") setAsked(fresh);
  };
  return (
    <div className="grid gap-4 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-muted-foreground">Scopes granted and used</p>
        <NativeSelect
          aria-label="Used in the last"
          value={days}
          onChange={(event) => setDays(parseNarrowingDays(event.target.value) ?? NARROWING_DAYS[0])}
          className="w-40 noscript:hidden print:hidden"
        >
          {NARROWING_DAYS.map((choice) => (
            <option key={choice} value={choice}>
              Last {choice} days
            </option>
          ))}
        </NativeSelect>
      </div>
      <div aria-busy={old} className={cn("grid gap-4 transition-opacity duration-150", old && "opacity-60")}>
        <ComparedScopes rows={compareScopes(data.granted, data.used)} />
        {isError ? (
          <p role="status" className="text-muted-foreground">
            {UNANSWERED}.{" "}
            <Button variant="link" onClick={() => void refetch()}>
              Try again
            </Button>
          </p>
        ) : (
          <Possible outcome={data.outcome.status} everUsed={token.last_used_at !== null} />
        )}
        {data.outcome.status === "narrows" && (
          <Button
            ref={opener}
            className="justify-self-start max-sm:w-full"
            pending={isFetching && !isPlaceholderData}
            onClick={() => void ask()}
          >
            Narrow to what is used
          </Button>
        )}
      </div>
      {later && asked?.outcome.status === "narrows" && (
        <later.NarrowDialog
          token={token}
          narrowing={asked}
          scopes={asked.outcome.scopes}
          restoreFocus={(event) => {
            event.preventDefault();
            focusAgain(opener.current);
          }}
          onClose={() => setAsked(undefined)}
          onNarrowed={(scopes) => {
            setAsked(undefined);
            toast({ title: "Token narrowed", description: `It now has ${scopes.join(", ")}.` });
          }}
        />
      )}
    </div>
  );
}

function Possible({ outcome, everUsed }: { outcome: NarrowingView["outcome"]["status"]; everUsed: boolean }) {
  if (outcome === "narrows") return null;
  return (
    <p className="text-muted-foreground">
      {outcome === "nothing_used"
        ? `No request needed a scope in that time, so there is nothing to narrow it to.${everUsed ? " If nothing uses it anymore, revoke it." : ""}`
        : "Every scope is in use."}
    </p>
  );
}

/** The comparison for the last `days`; that for the longest time came with the page. */
function useNarrowing(uuid: string, days: NarrowingDays, seed: NarrowingView, asOf: string) {
  return useLaterQuery<NarrowingView>(
    {
      queryKey: ["access-tokens", "narrowing", uuid, asOf, days],
      queryFn: ({ signal }) => fetchJson<NarrowingView>(`${LIST_PATH}/${uuid}/use/narrowing?days=${days}`, signal),
      initialData: days === NARROWING_DAYS[0] ? seed : undefined,
      // The previous comparison stays until the next one arrives.
      placeholderData: (before) => before ?? seed,
    },
    seed,
  );
}
