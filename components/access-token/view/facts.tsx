import { Fact, TextFacts } from "@/components/access-token/fact";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { TokenOrganisation } from "@/lib/access-token/form/organisation";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { ACTS_AS_LABELS, purposeLabel, scopeSentence } from "@/lib/access-token/labels";
import { LimitList, PresentAndFutureBadge } from "../reach-label";

/** Everything that is fixed about a token, one line each. */
export function Facts({
  token,
  limits,
  organisation,
}: {
  token: TokenDetailsJson;
  /** What it is limited to, by name. */
  limits: readonly ReachChoice[];
  /** Whose it is, with the names of what it can be given to; undefined for a personal one. */
  organisation: TokenOrganisation | undefined;
}) {
  return (
    <dl className="grid gap-x-6 gap-y-3.5 text-sm sm:grid-cols-[8rem_1fr]">
      <Fact name="Purpose">{purposeLabel(token.purpose)}</Fact>
      <TextFacts token={token} />
      <Fact name="Scopes">
        <ul className="grid gap-1.5">
          {token.scopes.map((scope) => (
            <li key={scope} className="grid">
              {scope === "all" ? "Full access" : <code className="break-all font-mono text-[0.8125rem]">{scope}</code>}
              <span className="text-[0.8125rem] text-muted-foreground">
                {scopeSentence(scope, token.acts_as) ?? "Not known any more: it grants nothing"}
              </span>
            </li>
          ))}
        </ul>
      </Fact>
      <Fact name="Reach">
        {token.limits === null ? (
          <span className="wrap-anywhere">
            {token.owner.type === "user" ? "Everything you can reach" : `Everything of ${token.owner.name}`}{" "}
            <PresentAndFutureBadge />
          </span>
        ) : token.limits.length === 0 ? (
          "Limited to a list that has become empty: it reaches nothing"
        ) : (
          <LimitList limits={limits} />
        )}
      </Fact>
      <Fact name="Networks">
        {token.allowed_networks === null ? (
          "Any"
        ) : (
          <ul className="grid gap-0.5">
            {token.allowed_networks.map((network) => (
              <li key={network} className="break-all font-mono text-[0.8125rem]">
                {network}
              </li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact name="Rotates itself">{token.may_rotate_itself ? "Allowed" : "Not allowed"}</Fact>
      <Fact name="Owner">
        <bdi className="break-words">{token.owner.name}</bdi>
      </Fact>
      {token.acts_as !== null && (
        <>
          <Fact name="Acts as">{upperFirst(ACTS_AS_LABELS[token.acts_as])}</Fact>
          <Fact name="Assigned to">
            <AssignedTo token={token} organisation={organisation} />
          </Fact>
        </>
      )}
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
          <code className="min-w-0 break-all font-mono text-[0.8125rem]">{token.uuid}</code>
          <CopyButton value={token.uuid} label="Copy identifier" iconOnly variant="ghost" className="shrink-0" />
        </span>
      </Fact>
    </dl>
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
  return "Nothing in particular";
}

function Assigned({ kind, name }: { kind: string; name: string }) {
  return (
    <span className="break-words">
      The {kind} <bdi className="font-medium">{name}</bdi>
    </span>
  );
}
