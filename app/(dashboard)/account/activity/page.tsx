import { ActivityList } from "@/components/activity/activity-list";
import { Download } from "@/components/activity/download";
import { Filters } from "@/components/activity/filters";
import { PageHeader } from "@/components/page/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { db } from "@/db/database";
import { listTokens } from "@/lib/access-token/list";
import { listActivity } from "@/lib/activity/account";
import { findActivityNames } from "@/lib/activity/find-names";
import { ACTIVITY_KINDS } from "@/lib/activity/kind";
import { requireSession } from "@/lib/session/require-session";
import { ActivityEntry } from "./activity-entry";
import { ACTIVITY_PATH, activityFilter, activityParams, parseActivityQuery } from "./activity-query";

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
  const names = await findActivityNames(db, principal, page.rows);
  const params = activityParams(query);
  const isShared = (label: string) => tokens.filter((token) => token.label === label).length > 1;
  return (
    <>
      <PageHeader title="Activity" action={<Download path={ACTIVITY_PATH} params={params.toString()} />}>
        Sign-ins, changes to your tokens, and requests that were refused. Nobody can change or delete an entry.
      </PageHeader>
      <Filters
        path={ACTIVITY_PATH}
        query={query}
        params={params.toString()}
        placeholder="Label, address or client"
        choices={[
          {
            name: "kind",
            label: "Filter by kind",
            every: "Everything",
            value: query.kind,
            options: ACTIVITY_KINDS.map(({ kind, words }) => ({ value: kind, words })),
          },
          {
            name: "token",
            label: "Filter by token",
            every: "Every token",
            value: query.token,
            options: tokens.map(({ uuid, label, hint }) => ({
              value: uuid,
              words: isShared(label) ? `${label} (${hint})` : label,
            })),
          },
        ]}
      >
        <ActivityList
          page={page}
          query={query}
          path={ACTIVITY_PATH}
          params={params}
          principal={principal}
          empty={
            <EmptyState title="Nothing has been recorded yet">
              From now on, every sign-in and every change to your tokens stands here.
            </EmptyState>
          }
          entry={(row) => <ActivityEntry key={row.id} row={row} userId={principal.user.id} names={names} />}
        />
      </Filters>
    </>
  );
}
