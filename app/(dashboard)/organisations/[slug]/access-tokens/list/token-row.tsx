"use client";

import Link from "next/link";
import { useTokenDialogs } from "@/app/(dashboard)/organisations/[slug]/access-tokens/withdraw/dialog-context";
import { RotationBadge } from "@/components/access-token/rotation-badge";
import { UnusedBadge } from "@/components/access-token/unused-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import { TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { attentionOf } from "@/lib/access-token/attention/attention";
import { lifeInOrganisation } from "@/lib/access-token/attention/life";
import { tokenPagePath } from "@/lib/access-token/page-path";
import { purposeWords } from "@/lib/access-token/words";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { AccessBadge, AccessWords } from "./access-badge";
import { Cell } from "./cell";
import { useListNavigation } from "./list-navigation";
import { OwnerCell } from "./owner-cell";
import { ReachCell } from "./reach-cell";

/** One token that reaches the organisation. */
export function TokenRow({ token }: { token: OrganisationTokenDetails }) {
  const { seesAll, mayWithdraw } = useTokenDialogs();
  const revoked = token.status === "revoked";
  const labelId = `token-${token.uuid}`;
  const life = lifeInOrganisation(token);
  const reasons = attentionOf(life, useNow());
  return (
    <TableRow
      role="row"
      className={cn(
        "max-lg:grid max-lg:grid-cols-2 max-lg:gap-x-4 max-lg:gap-y-3 max-lg:p-4 max-lg:sm:grid-cols-3",
        // What is over steps back; its words stay at full contrast.
        revoked && "bg-sunken/50",
      )}
    >
      <Cell className="max-lg:col-span-full lg:w-full lg:max-w-0">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <TokenLabel token={token} id={labelId} />
          <AccessBadge token={token} />
          <UnusedBadge token={token} />
          <RotationBadge life={life} />
          {reasons.includes("not_stored") && <Badge variant="warning">Secret not stored</Badge>}
          {token.status !== "active" && <Status tone={token.status} className="text-[0.8125rem]" />}
        </div>
        <p className="mt-0.5 text-[0.8125rem] text-muted-foreground leading-5 max-lg:break-words lg:line-clamp-2">
          {token.access.state === "active" ? (
            <About token={token} />
          ) : (
            <AccessWords token={token} mayWithdraw={mayWithdraw} />
          )}
        </p>
      </Cell>
      <Cell label="Owner">
        <OwnerCell token={token} seesAll={seesAll} />
      </Cell>
      <Cell label="Reaches">
        <ReachCell token={token} />
      </Cell>
      <Cell label="Last used">
        <div className="grid justify-items-start gap-0.5 lg:w-32">
          {token.last_use === null ? (
            <span className="text-muted-foreground">Never</span>
          ) : (
            <>
              <Time at={token.last_use.used_at} tense="past" />
              {token.last_use.address !== null && (
                <span className="wrap-anywhere font-mono text-muted-foreground text-xs">{token.last_use.address}</span>
              )}
            </>
          )}
        </div>
      </Cell>
      <Cell label="Expires">
        {token.expiration_date === null ? (
          <span className="text-muted-foreground">Never</span>
        ) : (
          <Time
            at={token.expiration_date}
            className={cn((reasons.includes("expires_soon") || reasons.includes("expired")) && "text-warning-text")}
          />
        )}
      </Cell>
      <Cell label="Rotated">
        {token.rotated_at === null ? (
          <span className="text-muted-foreground">Never</span>
        ) : (
          <Time at={token.rotated_at} tense="past" />
        )}
      </Cell>
      <Cell className="self-end lg:pl-0">
        {mayWithdraw && token.owner.type === "user" && <AccessButton token={token} labelId={labelId} />}
        {token.owner.type === "organisation" && token.may_manage && <RevokeButton token={token} labelId={labelId} />}
      </Cell>
    </TableRow>
  );
}

/** Leads to what may be known of the token: its page, or for somebody else's what is told of it here. */
function TokenLabel({ token, id }: { token: OrganisationTokenDetails; id: string }) {
  const { open } = useTokenDialogs();
  const { slug } = useListNavigation();
  const style =
    "link line-clamp-2 w-fit max-w-full break-words text-left font-medium decoration-transparent hover:decoration-current lg:wrap-anywhere";
  const label = <bdi>{token.label}</bdi>;
  const isOfOrganisation = token.owner.type === "organisation";
  if (token.owner_details?.is_you !== true && !(isOfOrganisation && token.may_manage)) {
    return (
      // A name is shown also where nothing can open.
      <button
        type="button"
        id={id}
        className={cn(style, "noscript:pointer-events-none noscript:block!")}
        onClick={() => open({ type: "about", token })}
      >
        {label}
      </button>
    );
  }
  return (
    <Link
      id={id}
      href={tokenPagePath(token.uuid, isOfOrganisation ? slug : undefined)}
      prefetch={false}
      className={style}
    >
      {label}
    </Link>
  );
}

function About({ token }: { token: OrganisationTokenDetails }) {
  if (token.revoked_at !== null) {
    return (
      <>
        Revoked <Time at={token.revoked_at} tense="past" />
        {token.revocation?.by && (
          <>
            {" by "}
            <bdi>{token.revocation.by}</bdi>
          </>
        )}
        {token.revocation?.reason && (
          <>
            : <bdi>{token.revocation.reason}</bdi>
          </>
        )}
      </>
    );
  }
  return (
    <>
      {token.hint !== null && <span className="whitespace-nowrap font-mono text-xs">{token.hint} · </span>}
      {purposeWords(token.purpose)}
      {token.description !== "" && (
        <>
          {" · "}
          <bdi>{token.description}</bdi>
        </>
      )}
    </>
  );
}

function AccessButton({ token, labelId }: { token: OrganisationTokenDetails; labelId: string }) {
  const { open, restore } = useTokenDialogs();
  const withdrawn = token.access.state === "withdrawn";
  // Who may not give it back reads who may, beside the reason.
  if (withdrawn ? token.withdrawal?.needs != null : token.status === "revoked") return null;
  return (
    <div className="-mx-2 -mb-1.5 flex justify-end lg:mb-0">
      <Button
        variant="ghost"
        size="sm"
        className={cn(
          "px-2 text-muted-foreground",
          withdrawn ? "hover:text-foreground" : "hover:bg-danger-soft hover:text-danger-text",
        )}
        aria-describedby={labelId}
        onClick={() => (withdrawn ? restore(token) : open({ type: "withdraw", token }))}
      >
        {withdrawn ? "Give back" : "Withdraw"}
      </Button>
    </div>
  );
}

function RevokeButton({ token, labelId }: { token: OrganisationTokenDetails; labelId: string }) {
  const { open } = useTokenDialogs();
  if (token.status === "revoked") return null;
  return (
    <div className="-mx-2 -mb-1.5 flex justify-end lg:mb-0">
      <Button
        variant="ghost"
        size="sm"
        className="px-2 text-muted-foreground hover:bg-danger-soft hover:text-danger-text"
        aria-describedby={labelId}
        onClick={() => open({ type: "revoke", token })}
      >
        Revoke
      </Button>
    </div>
  );
}
