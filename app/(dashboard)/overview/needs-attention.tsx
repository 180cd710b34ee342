import { CircleCheck } from "lucide-react";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import { findNeedyTokens, findNextToExpire } from "@/lib/access-token/attention/needy";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { LIST_PATH, tokenPagePath } from "@/lib/access-token/page-path";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { AttentionList } from "./attention-list";

const SHOWN = 6;

/** A person's own tokens that need attention, or what was looked for where none does. @param active how many tokens are active */
export async function NeedsAttention({ principal, active }: { principal: SessionPrincipal; active: number }) {
  const { tokens, count, blocked } = await findNeedyTokens(db, principal, SHOWN);
  return (
    <section aria-labelledby="attention" className="grid gap-3">
      <h2 id="attention" className="font-semibold text-base">
        Needs attention
      </h2>
      {count === 0 ? (
        <AllWell active={active} next={active === 0 ? undefined : await findNextToExpire(db, principal)} />
      ) : (
        <AttentionList tokens={tokens} blocked={blocked} />
      )}
      {count > tokens.length && (
        <p className="text-[0.8125rem] text-muted-foreground">
          The {tokens.length} most urgent of {count.toLocaleString("en")}.{" "}
          <Link href={`${LIST_PATH}?attention=any`} className="link text-foreground">
            Show all {count.toLocaleString("en")}
          </Link>
        </p>
      )}
    </section>
  );
}

/** Claims no more than what was checked. */
function AllWell({ active, next }: { active: number; next: TokenDetailsJson | undefined }) {
  return (
    <div className="flex items-start gap-2.5 rounded-lg border bg-surface px-4 py-3.5 text-sm">
      <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-active-text" />
      <div className="grid min-w-0 gap-1">
        <p className="font-medium">Nothing needs attention</p>
        {active === 0 ? (
          <p className="text-muted-foreground">You have no active tokens, and none has expired recently.</p>
        ) : (
          <p className="max-w-prose text-muted-foreground">
            None of your personal tokens needs a reminder, expired recently, is blocked by a policy, has nothing left to
            access, or has a secret left unstored or waiting for more than a day, and each that is older than a day was
            used in the last 30 days.
          </p>
        )}
        {next?.expiration_date != null && (
          <p className="break-words text-muted-foreground">
            Next to expire:{" "}
            <Link href={tokenPagePath(next.uuid)} className="link text-foreground">
              <bdi>{next.label}</bdi>
            </Link>
            , <Time at={next.expiration_date} />.
          </p>
        )}
      </div>
    </div>
  );
}
