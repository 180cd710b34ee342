"use client";

import Link from "next/link";
import { BlockedBadge } from "@/components/access-token/blocked-badge";
import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { LIST_PATH } from "@/components/access-token/list/list-query";
import { Cell } from "@/components/access-token/list/token-cell";
import { UndoButton } from "@/components/access-token/list/undo-button";
import { WithdrawnBadge } from "@/components/access-token/withdrawn-badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import { TableRow } from "@/components/ui/table";
import { useNow } from "@/components/ui/time-context";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { isEditable } from "@/lib/access-token/lifetime/editable";
import type { LastUsedJson } from "@/lib/access-token/usage/last-used";
import { purposeWords } from "@/lib/access-token/words";
import { ExpiresCell } from "./expires-cell";
import { LastUsedCell } from "./last-used-cell";
import { ScopesCell } from "./scopes-cell";
import { SecondLine } from "./second-line";

/** One token. `limits` has the names of what it is limited to, `blockedBy` those of organisations whose policy blocks it; `live` is what was heard of it since the server rendered the list; `daily` its requests, day by day. */
export function TokenRow({
  token,
  limits,
  blockedBy,
  live,
  daily,
  selected,
  onToggle,
}: {
  token: TokenDetailsJson;
  limits: readonly ReachChoice[] | undefined;
  blockedBy: readonly string[] | undefined;
  live: LastUsedJson | undefined;
  daily: readonly number[] | undefined;
  selected: boolean;
  onToggle: () => void;
}) {
  const open = useOpenDialog();
  const now = useNow();
  const status = live?.status ?? token.status;
  const labelId = `token-${token.uuid}`;
  const revoked = status === "revoked";
  return (
    <TableRow
      role="row"
      data-selected={selected}
      className={cn(
        "group max-lg:relative max-lg:grid max-lg:grid-cols-2 max-lg:gap-x-4 max-lg:gap-y-3 max-lg:py-4 max-lg:pr-4 max-lg:pl-11 max-lg:sm:grid-cols-3",
        // The accent means active, not chosen.
        "data-[selected=true]:bg-hover",
        // What is over steps back; its words stay at full contrast.
        revoked && "bg-sunken/50",
      )}
    >
      <Cell className="max-lg:absolute max-lg:top-4 max-lg:left-4 lg:w-10 lg:pr-0">
        <Checkbox
          aria-label={`Select ${token.label}`}
          checked={selected}
          // Restored by the browser, the tick could stand beside another token.
          autoComplete="off"
          disabled={revoked}
          onChange={onToggle}
          className={cn("align-middle max-lg:mt-0.5 max-lg:align-top noscript:invisible", revoked && "invisible")}
        />
      </Cell>
      <Cell className="max-lg:col-span-full lg:w-full lg:max-w-0">
        <Link
          id={labelId}
          href={`${LIST_PATH}/${token.uuid}`}
          // A page of the list has a hundred of these, each of which would ask twice for what nobody may want.
          prefetch={false}
          className="link line-clamp-2 w-fit max-w-full break-words font-medium decoration-transparent hover:decoration-current lg:wrap-anywhere"
        >
          <bdi>{token.label}</bdi>
        </Link>
        <SecondLine token={token} />
        <WithdrawnBadge token={token} />
        {status === "active" && <BlockedBadge organisations={blockedBy} />}
      </Cell>
      <Cell label="Purpose" className="lg:whitespace-nowrap">
        {purposeWords(token.purpose)}
      </Cell>
      <Cell label="Status">
        <Status tone={status} />
      </Cell>
      <Cell label="Scopes and reach">
        <ScopesCell scopes={token.scopes} limits={limits} />
      </Cell>
      <Cell label="Last used" className="lg:whitespace-nowrap">
        <LastUsedCell
          token={{ status, created_at: token.created_at, last_used_at: live?.last_use?.used_at ?? token.last_used_at }}
          daily={daily}
        />
      </Cell>
      <Cell label="Expires">
        <ExpiresCell token={token} />
      </Cell>
      <Cell className="self-end lg:pl-0">
        {revoked ? (
          <UndoButton token={token} labelId={labelId} />
        ) : (
          <div className="-mx-2 -mb-1.5 flex justify-end gap-1 lg:mb-0">
            {isEditable(token, now) && (
              <Button
                variant="ghost"
                size="sm"
                className="px-2 text-muted-foreground hover:text-foreground group-hover:text-foreground"
                aria-describedby={labelId}
                onClick={() => open({ type: "edit", token })}
              >
                Edit
              </Button>
            )}
            <Button
              variant="ghost"
              size="sm"
              className="px-2 text-muted-foreground hover:bg-danger-soft hover:text-danger-text group-hover:text-danger-text"
              aria-describedby={labelId}
              onClick={() => open({ type: "revoke", token })}
            >
              Revoke
            </Button>
          </div>
        )}
      </Cell>
    </TableRow>
  );
}
