import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { Lifeline } from "@/components/ui/lifeline";
import { StatusDot } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import type { NeedyToken } from "@/db/organisation-token-attention";
import { tokenPagePath } from "@/lib/access-token/page-path";
import { managesToken } from "@/lib/organisation/access/manages";
import { findNeedyTokens, ownerOf } from "@/lib/organisation/access/needy";
import { extentOf } from "@/lib/organisation/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/principal";
import { Part } from "./part";

/** The tokens that ask for a look, of those that the person sees here, and the ways to all that ask for the same. */
export async function NeedyTokens({
  principal,
  organisation,
}: {
  principal: SessionPrincipal;
  organisation: PrincipalOrganisation;
}) {
  const { tokens, expiring, neverUsed, neverExpires } = await findNeedyTokens(db, principal, organisation);
  const list = `/organisations/${organisation.slug}/access-tokens`;
  const counts = [
    { count: expiring, words: "expiring within 14 days", href: `${list}?o=expiration_date` },
    { count: neverUsed, words: "never used", href: `${list}?unused=never` },
    { count: neverExpires, words: "without expiration", href: `${list}?expires=never` },
  ].filter(({ count }) => count > 0);
  const seesAll = extentOf(organisation.role, "see_tokens") === "all";
  return (
    <Part
      title={seesAll ? "Tokens that need attention" : "Your tokens that need attention"}
      all={{ href: list, words: seesAll ? "All access tokens" : "Access tokens" }}
    >
      {tokens.length === 0 ? (
        <p className="flex items-start gap-2.5 rounded-lg border bg-surface px-4 py-3.5 text-sm">
          <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-active-text" />
          None. No token expires within 14 days, each is in use, and each has an expiration date.
        </p>
      ) : (
        <>
          <ul className="divide-y overflow-hidden rounded-lg border bg-surface">
            {tokens.map((token) => (
              <Row key={token.id} token={token} list={list} organisation={organisation} self={principal.user.id} />
            ))}
          </ul>
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem]">
            {counts.map(({ count, words, href }) => (
              <Link key={words} href={href} className="link">
                {count.toLocaleString("en")} {words}
              </Link>
            ))}
          </p>
        </>
      )}
    </Part>
  );
}

function Row({
  token,
  list,
  organisation,
  self,
}: {
  token: NeedyToken;
  list: string;
  organisation: PrincipalOrganisation;
  self: string;
}) {
  const owner = ownerOf(token);
  const href =
    token.user_id === self
      ? tokenPagePath(token.id)
      : managesToken(organisation, token)
        ? `${list}/${token.id}`
        : `${list}?${new URLSearchParams({ q: token.label.slice(0, 100) })}`;
  return (
    <li className="grid items-center gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,4fr)]">
      <div className="min-w-0">
        <Link href={href} className="link block truncate font-medium text-sm">
          {token.label}
        </Link>
        <p className="truncate text-[0.8125rem] text-muted-foreground">
          {owner === undefined ? "The organisation’s own" : token.user_id === self ? "Yours" : owner}
        </p>
      </div>
      <p className="flex items-center gap-2 text-sm">
        <StatusDot tone={token.reason === "expiring" ? "expiring" : "active"} />
        <span>
          <Reason token={token} />
        </span>
      </p>
      <Lifeline createdAt={token.created_at} expiresAt={token.expires_at} />
    </li>
  );
}

function Reason({ token: { reason, created_at, expires_at } }: { token: NeedyToken }) {
  switch (reason) {
    case "expiring":
      return expires_at === null ? null : (
        <>
          Expires <Time at={expires_at} />
        </>
      );
    case "never_used":
      return (
        <>
          Never used, made <Time at={created_at} />
        </>
      );
    case "never_expires":
      return <>Never expires</>;
  }
}
