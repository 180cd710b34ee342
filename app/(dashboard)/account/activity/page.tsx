import { PageHeader } from "@/components/page-header";
import { db } from "@/db/database";
import { listTokens } from "@/lib/access-token/list";
import { listActivity } from "@/lib/activity/account";
import { requireSession } from "@/lib/session/require-session";
import { ActivityList } from "./activity-list";
import { activityFilter, activityParams, parseActivityQuery } from "./activity-query";
import { Download } from "./download";
import { Filters } from "./filters";

export const metadata = { title: "Activity" };

// As many as one may have in five years of them; who has more finds the others through their own pages.
const TOKENS_TO_CHOOSE = 500;

/** What happened in one's account, newest first: sign-ins, everything about tokens, and what was refused. */
export default async function ActivityPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const principal = await requireSession();
  const query = parseActivityQuery(await searchParams);
  const filter = activityFilter(query, principal.user.timezone, principal.now);
  const [page, { tokens }] = await Promise.all([
    listActivity(db, principal, filter, query.place),
    listTokens(db, principal, {
      filter: { personal: true },
      order: { field: "label", descending: false },
      page: 1,
      pageSize: TOKENS_TO_CHOOSE,
    }),
  ]);
  return (
    <>
      <PageHeader title="Activity" action={<Download params={activityParams(query).toString()} />}>
        Sign-ins, changes to your tokens, and requests that were refused. Nobody can change or delete an entry.
      </PageHeader>
      <Filters query={query} tokens={tokens.map(({ uuid, label, hint }) => ({ uuid, label, hint }))}>
        <ActivityList page={page} query={query} principal={principal} />
      </Filters>
    </>
  );
}
