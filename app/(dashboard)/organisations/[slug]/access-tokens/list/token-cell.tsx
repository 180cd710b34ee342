"use client";

import { useTokenDialogs } from "@/app/(dashboard)/organisations/[slug]/access-tokens/withdraw/dialog-context";
import { RotationBadge } from "@/components/access-token/rotation-badge";
import { UnusedBadge } from "@/components/access-token/unused-badge";
import { useList } from "@/components/list/list-state";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { attentionOf } from "@/lib/access-token/attention/attention";
import { lifeInOrganisation } from "@/lib/access-token/attention/life";
import { purposeLabel } from "@/lib/access-token/labels";
import { tokenPagePath } from "@/lib/access-token/page-path";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { AccessBadge, AccessMessage } from "./access-badge";
import { organisationTokenList } from "./query";

/** A token's label, with the badges that matter most. */
export function TokenCell({ token }: { token: OrganisationTokenDetails }) {
  const { mayWithdraw } = useTokenDialogs();
  const life = lifeInOrganisation(token);
  const reasons = attentionOf(life, useNow());
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <TokenLabel token={token} id={`token-${token.uuid}`} />
        {token.imported_at !== null && <Badge>Imported</Badge>}
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
          <AccessMessage token={token} mayWithdraw={mayWithdraw} />
        )}
      </p>
    </>
  );
}

/** Leads to what the reader may know of the token: its page, or the dialog about someone else's. */
function TokenLabel({ token, id }: { token: OrganisationTokenDetails; id: string }) {
  const { open } = useTokenDialogs();
  const { path } = useList(organisationTokenList);
  const style =
    "link line-clamp-2 w-fit max-w-full break-words text-left font-medium decoration-transparent hover:decoration-current lg:wrap-anywhere";
  const label = <bdi>{token.label}</bdi>;
  const isOfOrganisation = token.owner.type === "organisation";
  if (token.owner_details?.is_you !== true && !(isOfOrganisation && token.may_manage)) {
    return (
      <>
        <button type="button" id={id} className={style} onClick={() => open({ type: "about", token })}>
          {label}
        </button>
        {/* A name is shown also where nothing can open. */}
        <span className="hidden max-w-full break-words font-medium noscript:block lg:wrap-anywhere">{label}</span>
      </>
    );
  }
  return (
    <Link
      id={id}
      href={isOfOrganisation ? `${path}/${token.uuid}` : tokenPagePath(token.uuid)}
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
      {purposeLabel(token.purpose)}
      {token.description !== "" && (
        <>
          {" · "}
          <bdi>{token.description}</bdi>
        </>
      )}
    </>
  );
}
