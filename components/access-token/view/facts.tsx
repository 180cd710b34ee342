import { Fragment, type ReactNode } from "react";
import { Fact, TextFacts } from "@/components/access-token/fact";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { TokenOrganisation } from "@/lib/access-token/form/organisation";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { ACTS_AS_LABELS, purposeLabel, scopeSentence } from "@/lib/access-token/labels";
import { LimitList } from "../reach-label";
import { LastUse } from "./last-use";

/** Everything that is fixed about a token, in two columns: what it may do, and what it is. */
export function Facts({
  token,
  limits,
  organisation,
  asOf,
}: {
  token: TokenDetailsJson;
  /** What it is limited to, by name. */
  limits: readonly ReachChoice[];
  /** Whose it is, with the names of what it can be given to; undefined for a personal one. */
  organisation: TokenOrganisation | undefined;
  /** When `token` was read. */
  asOf: string;
}) {
  return (
    <div className="grid items-start gap-x-8 gap-y-6 md:grid-cols-2 lg:gap-x-12">
      <Column title="Access">
        <Fact name="Scopes">
          <Scopes token={token} />
        </Fact>
        <Fact name="Reach">
          <Reach token={token} limits={limits} />
        </Fact>
        <Fact name="Networks">
          <Networks networks={token.allowed_networks} />
        </Fact>
        {token.acts_as !== null && <Fact name="Acts as">{upperFirst(ACTS_AS_LABELS[token.acts_as])}</Fact>}
        <Fact name="Self-rotation">{token.may_rotate_itself ? "Allowed" : "Not allowed"}</Fact>
      </Column>
      <Column title="About">
        <Fact name="Purpose">{purposeLabel(token.purpose)}</Fact>
        <TextFacts token={token} />
        <Fact name="Owner">
          <bdi className="break-words">{token.owner.name}</bdi>
        </Fact>
        {token.acts_as !== null && (
          <Fact name="Assigned to">
            <AssignedTo token={token} organisation={organisation} />
          </Fact>
        )}
        <Fact name="Last used">
          <LastUse token={token} asOf={asOf} />
        </Fact>
        <Fact name="Created">
          <Time at={token.created_at} as="exact" />
        </Fact>
        {token.imported_at !== null && (
          <Fact name="Imported">
            <Time at={token.imported_at} as="exact" />
          </Fact>
        )}
        <Fact name="Expires">
          {token.expiration_date === null ? "Never" : <Time at={token.expiration_date} as="exact" />}
        </Fact>
        <Fact name="Identifier">
          <span className="-my-1 flex items-center gap-1">
            <Identifier uuid={token.uuid} />
            <CopyButton value={token.uuid} label="Copy identifier" iconOnly variant="ghost" className="shrink-0" />
          </span>
        </Fact>
      </Column>
    </div>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-3">
      <h3 className="font-medium text-sm">{title}</h3>
      <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-[6.5rem_minmax(0,1fr)] md:max-lg:grid-cols-[5.5rem_minmax(0,1fr)] md:max-lg:gap-x-3">
        {children}
      </dl>
    </div>
  );
}

/** On one line if it fits; otherwise it breaks between its parts, not within one. */
function Identifier({ uuid }: { uuid: string }) {
  return (
    <code className="min-w-0 font-mono text-xs leading-5">
      {uuid.split("-").map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts may be equal, and never move
        <Fragment key={index}>
          {index > 0 && (
            <>
              -<wbr />
            </>
          )}
          {part}
        </Fragment>
      ))}
    </code>
  );
}

function Scopes({ token }: { token: TokenDetailsJson }) {
  return (
    <ul className="grid gap-1.5">
      {token.scopes.map((scope) => (
        <li key={scope} className="grid">
          {scope === "all" ? (
            "Full access"
          ) : (
            <code className="break-all font-mono text-[0.8125rem] md:max-lg:text-xs">{scope}</code>
          )}
          <span className="text-[0.8125rem] text-muted-foreground">
            {scopeSentence(scope, token.acts_as) ?? "No longer exists and grants nothing"}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Reach({ token, limits }: { token: TokenDetailsJson; limits: readonly ReachChoice[] }) {
  if (token.limits?.length === 0) return "Nothing: everything it was limited to is gone";
  if (token.limits !== null) return <LimitList limits={limits} />;
  return (
    <span className="wrap-anywhere">
      {token.owner.type === "user" ? "Everything you can access" : `Everything in ${token.owner.name}`}
      <span className="block text-[0.8125rem] text-muted-foreground">Now and later</span>
    </span>
  );
}

function Networks({ networks }: { networks: readonly string[] | null }) {
  if (networks === null) return "Any network";
  return (
    <ul className="grid gap-0.5">
      {networks.map((network) => (
        <li key={network} className="break-all font-mono text-[0.8125rem]">
          {network}
        </li>
      ))}
    </ul>
  );
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function AssignedTo({ token, organisation }: { token: TokenDetailsJson; organisation: TokenOrganisation | undefined }) {
  const nameIn = (choices: TokenOrganisation["teams"] = [], id: string) =>
    choices.find((choice) => choice.id === id)?.name ?? id;
  if (token.team !== null) return <Assigned kind="team" name={nameIn(organisation?.teams, token.team)} />;
  if (token.application !== null) {
    return <Assigned kind="application" name={nameIn(organisation?.applications, token.application)} />;
  }
  if (token.workflow !== null) return <Assigned kind="workflow" name={token.workflow} />;
  return "Unassigned";
}

function Assigned({ kind, name }: { kind: string; name: string }) {
  return (
    <span className="break-words">
      The {kind} <bdi className="font-medium">{name}</bdi>
    </span>
  );
}
