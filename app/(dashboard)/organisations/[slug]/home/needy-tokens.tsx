import { CircleCheck } from "lucide-react";
import { AttentionReasons } from "@/components/access-token/attention-reasons";
import { Button } from "@/components/ui/button";
import { Lifeline } from "@/components/ui/lifeline";
import { Link } from "@/components/ui/link";
import { db } from "@/db/database";
import { type Attention, attentionOf } from "@/lib/access-token/attention/attention";
import { lifeInOrganisation } from "@/lib/access-token/attention/life";
import { tokenPagePath } from "@/lib/access-token/page-path";
import { extentOf, roleAllows } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { findNeedyTokens } from "@/lib/organisation/token/needy";
import { AccessAction } from "../access-tokens/list/small-cells";
import { TokenDialogs } from "../access-tokens/withdraw/token-dialogs";
import { Part } from "./part";
import { waysInto } from "./ways";

/** The tokens that the person sees here and that need attention, with links to all that need it for one reason. */
export async function NeedyTokens({
  principal,
  organisation,
}: {
  principal: SessionPrincipal;
  organisation: PrincipalOrganisation;
}) {
  const { tokens, counts } = await findNeedyTokens(db, principal, organisation);
  const list = `/organisations/${organisation.slug}/access-tokens`;
  const ways = waysInto(list, counts);
  const seesAll = extentOf(organisation.role, "see_tokens") === "all";
  return (
    <Part
      title={seesAll ? "Tokens that need attention" : "Your tokens that need attention"}
      all={{ href: list, words: seesAll ? "All access tokens" : "Access tokens" }}
    >
      {tokens.length === 0 ? (
        <AllWell {...counts} />
      ) : (
        <TokenDialogs
          organisation={{ id: organisation.id, name: organisation.name }}
          seesAll={seesAll}
          mayWithdraw={roleAllows(organisation.role, "withdraw_access")}
        >
          <ul className="divide-y overflow-hidden rounded-lg border bg-surface">
            {tokens.map((token) => (
              <Row key={token.uuid} token={token} organisation={organisation} now={principal.now} />
            ))}
          </ul>
        </TokenDialogs>
      )}
      {ways.length > 0 && (
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem]">
          {ways.map(({ count, words, href }) => (
            <Link key={words} href={href} className="link">
              {count.toLocaleString("en")} {words}
            </Link>
          ))}
        </p>
      )}
    </Part>
  );
}

/** Says no more than what was looked for, so that it is true. */
function AllWell({ active, withdrawn }: { active: number; withdrawn: number }) {
  return (
    <div className="flex items-start gap-2.5 rounded-lg border bg-surface px-4 py-3.5 text-sm">
      <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-active-text" />
      <p className="max-w-prose">
        {active === 0
          ? "None. There are no active tokens here, and none has expired recently."
          : "None. No token needs a reminder, expired recently, is blocked by the policy, or has a secret left unstored or waiting for more than a day, and each that is older than a day was used in the last 30 days."}
        {withdrawn > 0 && " Tokens whose access was withdrawn are left out."}
      </p>
    </div>
  );
}

function Row({
  token,
  organisation,
  now,
}: {
  token: OrganisationTokenDetails;
  organisation: PrincipalOrganisation;
  now: Date;
}) {
  const life = lifeInOrganisation(token);
  const [reason] = attentionOf(life, now);
  const isYours = token.owner_details?.is_you === true;
  const isOwn = token.owner.type === "organisation";
  const page =
    isYours || (isOwn && token.may_manage)
      ? tokenPagePath(token.uuid, isYours ? undefined : organisation.slug)
      : undefined;
  const found = `/organisations/${organisation.slug}/access-tokens?${new URLSearchParams({ q: token.label.slice(0, 100), status: "all" })}`;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_minmax(0,2fr)_5.5rem]">
      <div className="min-w-0 max-sm:col-span-full">
        <Link
          id={`token-${token.uuid}`}
          href={page ?? found}
          className="link line-clamp-2 w-fit max-w-full break-words font-medium text-sm"
        >
          <bdi>{token.label}</bdi>
        </Link>
        <p className="truncate text-[0.8125rem] text-muted-foreground">
          {isOwn ? "The organisation’s own" : isYours ? "Yours" : <bdi>{token.owner.name}</bdi>}
        </p>
      </div>
      <div className="min-w-0 max-sm:col-span-full">
        <AttentionReasons life={life} blockedBy={[organisation.name]} />
      </div>
      <Lifeline
        createdAt={token.created_at}
        expirationSetAt={token.expiration_set_at}
        expiresAt={token.expiration_date}
        endsBySunset={token.ends_by_sunset}
      />
      <div className="flex justify-end">
        {page !== undefined && reason !== undefined && (
          <Button asChild size="sm">
            <Link href={`${page}${ASKS[reason].query}`} aria-label={`${ASKS[reason].words} ${token.label}`}>
              {ASKS[reason].words}
            </Link>
          </Button>
        )}
        {/* What is somebody else's is only kept out of the organisation. */}
        {page === undefined && <AccessAction token={token} />}
      </div>
    </li>
  );
}

// The usual remedy: the token's page, with the right dialog open where there is one.
const EXTEND = { words: "Extend", query: "?extend=1" } as const;
const EDIT = { words: "Edit", query: "?edit=1" } as const;
const REVIEW = { words: "Review", query: "" } as const;
const ASKS: Record<Attention, { words: string; query: string }> = {
  blocked: EDIT,
  expires_soon: EXTEND,
  old_secret_used: REVIEW,
  expired: EXTEND,
  reaches_nothing: EDIT,
  not_stored: REVIEW,
  new_secret_unused: REVIEW,
  never_used: REVIEW,
  unused: REVIEW,
};
