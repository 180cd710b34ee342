import { Section } from "@/components/page/section";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import { tokenListPath } from "@/lib/access-token/page-path";
import { extentOf } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { listOrganisationTokens } from "@/lib/organisation/token/list";

const SHOWN = 8;

/** The active tokens that reach the application, as far as the person may see them; the most recently used first. */
export async function TokensSection({
  principal,
  organisation,
  applicationId,
}: {
  principal: SessionPrincipal;
  organisation: PrincipalOrganisation;
  applicationId: string;
}) {
  const { tokens, count } = await listOrganisationTokens(db, principal, organisation, {
    filter: { status: "active", access: "active", reachesApplicationId: applicationId },
    order: { field: "last_used_at", descending: true },
    page: 1,
    pageSize: SHOWN,
  });
  const list = `/organisations/${organisation.slug}/access-tokens`;
  const seesAll = extentOf(organisation.role, "see_tokens") === "all";
  return (
    <Section
      title="Tokens with access"
      about={seesAll ? "Personal and organisation tokens." : "Your own tokens and others you can see."}
    >
      {tokens.length === 0 ? (
        <p className="rounded-lg border border-dashed px-4 py-3.5 text-muted-foreground text-sm">
          {seesAll
            ? "No active tokens have access to this application."
            : "None of your active tokens have access to this application."}
        </p>
      ) : (
        <div className="grid gap-3">
          <ul className="divide-y rounded-lg border bg-surface">
            {tokens.map((token) => (
              <TokenLine key={token.uuid} token={token} list={list} />
            ))}
          </ul>
          <p className="text-[0.8125rem] text-muted-foreground">
            {count > tokens.length && `${tokens.length} of ${count.toLocaleString("en")}, most recently used. `}
            <Link href={list} className="link">
              {seesAll ? "All tokens with access to the organisation" : "All of these with access to the organisation"}
            </Link>
          </p>
        </div>
      )}
    </Section>
  );
}

function TokenLine({ token, list }: { token: OrganisationTokenDetails; list: string }) {
  const isOwn = token.owner_details?.is_you === true;
  const base = isOwn ? tokenListPath() : token.owner.type === "organisation" && token.may_manage ? list : undefined;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm">
      <div className="min-w-0 grow basis-56">
        {base === undefined ? (
          <bdi className="break-words font-medium">{token.label}</bdi>
        ) : (
          <Link
            href={`${base}/${token.uuid}`}
            prefetch={false}
            className="link break-words font-medium decoration-transparent hover:decoration-current"
          >
            <bdi>{token.label}</bdi>
          </Link>
        )}
        <p className="break-words text-[0.8125rem] text-muted-foreground">
          <bdi>{token.owner.name}</bdi>
          {token.limits === null ? " · everything, now and later" : ` · ${token.reach?.join(", ") ?? "limited"}`}
        </p>
      </div>
      <p className="text-[0.8125rem] text-muted-foreground">
        {token.last_use === null ? (
          "Never used"
        ) : (
          <>
            Used <Time at={token.last_use.used_at} tense="past" />
          </>
        )}
      </p>
    </li>
  );
}
