"use client";

import { useTokenDialogs } from "@/app/(dashboard)/organisations/[slug]/access-tokens/withdraw/dialog-context";
import { RowLabel } from "@/components/access-token/list/row-label";
import { RotationBadge } from "@/components/access-token/rotation-badge";
import { useList } from "@/components/list/list-state";
import { Badge } from "@/components/ui/badge";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { attentionOf } from "@/lib/access-token/attention/attention";
import { lifeInOrganisation } from "@/lib/access-token/attention/life";
import { purposeLabel } from "@/lib/access-token/labels";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { AccessBadge, AccessMessage } from "./access-badge";
import { pageOf } from "./menu-actions";
import { organisationTokenList } from "./query";

/** A token's label over one line of what else is known: the badges that matter most, and the purpose or why it is not allowed. */
export function TokenCell({ token }: { token: OrganisationTokenDetails }) {
  const { mayWithdraw } = useTokenDialogs();
  const life = lifeInOrganisation(token);
  const reasons = attentionOf(life, useNow());
  const isAllowed = token.access.state === "active";
  return (
    <>
      <TokenLabel token={token} id={labelIdOf(token)} />
      <p className={isAllowed ? "token-about" : "token-about @max-3xl:basis-full"}>
        {token.status !== "active" && <Status tone={token.status} className="@max-3xl:hidden" />}
        {token.imported_at !== null && <Badge>Imported</Badge>}
        <AccessBadge token={token} />
        <RotationBadge life={life} />
        {reasons.includes("not_stored") && <Badge variant="warning">Secret not stored</Badge>}
        <span
          className={
            isAllowed
              ? "min-w-0 flex-1 basis-0 truncate @max-3xl:hidden"
              : "min-w-0 @3xl:flex-1 @3xl:basis-0 @3xl:truncate"
          }
        >
          {isAllowed ? <About token={token} /> : <AccessMessage token={token} mayWithdraw={mayWithdraw} />}
        </span>
      </p>
    </>
  );
}

/** The id of the element that names a row's token. */
export function labelIdOf({ uuid }: { uuid: string }): string {
  return `token-${uuid}`;
}

/** Leads to what the reader may know of the token: its page, or the dialog about someone else's. */
function TokenLabel({ token, id }: { token: OrganisationTokenDetails; id: string }) {
  const { open } = useTokenDialogs();
  const { path } = useList(organisationTokenList);
  const page = pageOf(token, path);
  const said = token.access.reason ?? token.revocation?.reason ?? "";
  const props = { id, label: token.label, about: said === "" ? token.description : said };
  if (page !== undefined) return <RowLabel {...props} href={page} />;
  return (
    <>
      <RowLabel {...props} onClick={() => open({ type: "about", token })} />
      {/* A name is shown also where nothing can open. */}
      <span className="token-label hidden after:hidden noscript:block">
        <bdi>{token.label}</bdi>
      </span>
    </>
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
      {token.hint !== null && (
        <>
          <span className="font-mono text-xs">{token.hint}</span>
          {" · "}
        </>
      )}
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
