"use client";

import { SlidersHorizontal, X } from "lucide-react";
import { type FormEvent, type ReactNode, useRef } from "react";
import { AttentionOptions } from "@/components/access-token/list/attention-options";
import { useFieldsFollow } from "@/components/form/use-fields-follow";
import { SearchField } from "@/components/list/search-field";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import type { Assignment } from "@/db/organisation/token";
import { UNUSED, UNUSED_WORDS } from "@/lib/access-token/usage/unused";
import { PURPOSE_CHOICES } from "@/lib/access-token/words";
import type { OrganisationTokenTotals } from "@/lib/organisation/token/list";
import { ListLink, useListNavigation } from "./list-navigation";
import {
  assignedParam,
  GROUPS,
  type Group,
  isFiltered,
  listHref,
  listParams,
  listPath,
  NO_FILTERS,
  orderParam,
  parseListQuery,
  ROLES,
} from "./query";
import { StatusTabs } from "./status-tabs";

const ORDER_CHOICES = [
  { value: "-created_at", words: "Newest first" },
  { value: "created_at", words: "Oldest first" },
  { value: "label", words: "Label" },
  { value: "owner", words: "Owner" },
  { value: "-last_used_at", words: "Last used" },
  { value: "last_used_at", words: "Unused longest" },
  { value: "expiration_date", words: "Expires soonest" },
  { value: "rotated_at", words: "Not rotated longest" },
] as const;

const ROLE_WORDS = { owner: "Of owners", admin: "Of admins", member: "Of members", guest: "Of guests" } as const;
const GROUP_WORDS: Record<Group, string> = { application: "Applications", team: "Teams", workflow: "Workflows" };

/** Search and filters: links and a GET form, so that the address is the state. With JavaScript nothing needs to be submitted. */
export function Filters({
  totals,
  seesAll,
  assignments,
  ownerName,
}: {
  totals: OrganisationTokenTotals | undefined;
  seesAll: boolean;
  assignments: readonly Assignment[];
  ownerName: string | undefined;
}) {
  const form = useRef<HTMLFormElement>(null);
  const { slug, query, go } = useListNavigation();
  const path = listPath(slug);
  const params = listParams(query);
  params.set("o", orderParam(query.order));
  useFieldsFollow(form, params.toString());

  const apply = () => {
    if (!form.current) return;
    const fields = [...new FormData(form.current)].map(([name, value]) => [name, String(value)]);
    const next = parseListQuery(Object.fromEntries(fields));
    // Back leads to where the search began, not through every letter of it.
    const refines = query.search !== "" && next.search !== query.search;
    if (listHref(slug, next) !== listHref(slug, query)) go(listHref(slug, next), { replace: refines });
  };
  const more = [
    query.purpose,
    query.role,
    query.assigned,
    query.neverExpires || undefined,
    query.allAccess || undefined,
    query.seenByFormer || undefined,
  ].filter((value) => value !== undefined).length;
  return (
    <div className="mb-4 grid gap-3">
      <StatusTabs totals={totals} />
      <search>
        <form
          ref={form}
          action={path}
          method="get"
          autoComplete="off"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            apply();
          }}
          className="flex flex-wrap items-start gap-2"
        >
          <SearchField
            label="Search tokens"
            placeholder={seesAll ? "Label, description, owner or workflow" : "Label, description or workflow"}
            value={query.search}
            onTyped={apply}
            className="sm:max-w-80 sm:basis-56"
          />
          {query.status !== "active" && <input type="hidden" name="status" value={query.status} />}
          {query.group !== undefined && <input type="hidden" name="group" value={query.group} />}
          {query.owner !== undefined && <input type="hidden" name="owner" value={query.owner} />}
          <Select name="kind" label="Filter by owner" value={query.kind} onChange={apply}>
            <option value="">Any owner</option>
            <option value="personal">Personal</option>
            <option value="organisation">The organisation’s</option>
          </Select>
          <Select name="unused" label="Filter by use" value={query.unused} onChange={apply}>
            <option value="">Used or not</option>
            {UNUSED.map((unused) => (
              <option key={unused} value={unused}>
                {UNUSED_WORDS[unused]}
              </option>
            ))}
          </Select>
          <Select name="attention" label="Filter by attention" value={query.attention} onChange={apply}>
            <option value="">Attention or not</option>
            <AttentionOptions />
          </Select>
          <Select name="access" label="Filter by access" value={query.access} onChange={apply}>
            <option value="">Any access</option>
            <option value="active">Has access</option>
            <option value="withdrawn">Access withdrawn</option>
            <option value="blocked">Blocked by policy</option>
          </Select>
          <Select name="o" label="Sort" value={orderParam(query.order)} onChange={apply} className="lg:hidden">
            {!ORDER_CHOICES.some(({ value }) => value === orderParam(query.order)) && (
              <option value={orderParam(query.order)}>As chosen</option>
            )}
            {ORDER_CHOICES.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
          <details open={more > 0} className="contents details-content:w-full">
            <summary className="flex h-9 cursor-pointer list-none items-center gap-2 rounded-md border bg-surface px-3 font-medium text-sm hover:bg-hover pointer-coarse:h-11 [&::-webkit-details-marker]:hidden">
              <SlidersHorizontal aria-hidden="true" className="size-4" /> More filters
              {more > 0 && <span className="text-muted-foreground tabular-nums">{more}</span>}
            </summary>
            <div className="flex w-full flex-wrap gap-2">
              <Select
                name="expires"
                label="Filter by expiration"
                value={query.neverExpires ? "never" : ""}
                onChange={apply}
              >
                <option value="">Expires or not</option>
                <option value="never">Never expires</option>
              </Select>
              <Select name="reach" label="Filter by reach" value={query.allAccess ? "all" : ""} onChange={apply}>
                <option value="">Full access or not</option>
                <option value="all">Full access to everything here</option>
              </Select>
              <Select name="purpose" label="Filter by purpose" value={query.purpose} onChange={apply}>
                <option value="">Every purpose</option>
                {PURPOSE_CHOICES.map(({ value, words }) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </Select>
              {seesAll && (
                <Select
                  name="known"
                  label="Filter by who knows the secret"
                  value={query.seenByFormer ? "former" : ""}
                  onChange={apply}
                >
                  <option value="">Secret known to anybody</option>
                  <option value="former">Known to somebody who left</option>
                </Select>
              )}
              {seesAll && (
                <Select name="role" label="Filter by role of the owner" value={query.role} onChange={apply}>
                  <option value="">Of people with any role</option>
                  {ROLES.map((role) => (
                    <option key={role} value={role}>
                      {ROLE_WORDS[role]}
                    </option>
                  ))}
                </Select>
              )}
              {assignments.length > 0 && (
                <Select
                  name="assigned"
                  label="Filter by what it is assigned to"
                  value={assignedParam(query.assigned)}
                  onChange={apply}
                  className="sm:basis-56"
                >
                  <option value="">Assigned to anything</option>
                  {GROUPS.map((group) => (
                    <AssignmentChoices key={group} group={group} assignments={assignments} />
                  ))}
                </Select>
              )}
            </div>
          </details>
          <noscript>
            <Button type="submit">Apply</Button>
          </noscript>
        </form>
      </search>
      {(query.owner !== undefined || isFiltered(query)) && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          {query.owner !== undefined && (
            <Button asChild size="sm">
              <ListLink
                href={listHref(slug, query, { owner: undefined })}
                aria-label={`Not only of ${ownerName ?? "one person"}`}
              >
                Of <bdi>{ownerName ?? "one person"}</bdi> <X aria-hidden="true" />
              </ListLink>
            </Button>
          )}
          <ListLink href={listHref(slug, query, NO_FILTERS)} className="link text-muted-foreground">
            Clear filters
          </ListLink>
        </div>
      )}
    </div>
  );
}

function AssignmentChoices({ group, assignments }: { group: Group; assignments: readonly Assignment[] }) {
  const own = assignments.filter(({ to }) => to === group);
  if (own.length === 0) return null;
  return (
    <optgroup label={GROUP_WORDS[group]}>
      {own.map(({ value, name, count }) => (
        <option key={value} value={`${group}:${value}`}>
          {name} ({count})
        </option>
      ))}
    </optgroup>
  );
}

function Select({
  name,
  label,
  value,
  onChange,
  className,
  children,
}: {
  name: string;
  label: string;
  value: string | undefined;
  onChange: () => void;
  className?: string;
  children: ReactNode;
}) {
  return (
    <NativeSelect
      name={name}
      aria-label={label}
      defaultValue={value ?? ""}
      onChange={onChange}
      className={`min-w-0 grow basis-36 sm:grow-0 sm:basis-44 ${className ?? ""}`}
    >
      {children}
    </NativeSelect>
  );
}
