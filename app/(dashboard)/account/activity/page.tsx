import { Log } from "@/components/activity/log";
import { db } from "@/db/database";
import { listTokens } from "@/lib/access-token/list";
import { listActivity } from "@/lib/activity/account";
import { findActivityNames } from "@/lib/activity/find-names";
import type { SearchParams } from "@/lib/list/definition";
import { parseList } from "@/lib/list/parse";
import { requireSession } from "@/lib/session/require-session";
import { ActivityEntry } from "./activity-entry";
import { ACTIVITY_PATH, activityFilter, activityList } from "./activity-query";

export const metadata = { title: "Activity" };

// More than most people create in five years; the activity of any other token is on its own page.
const TOKENS_TO_CHOOSE = 500;

/** What happened in one's account, newest first: sign-ins, everything about tokens, and what was refused. */
export default async function ActivityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const principal = await requireSession();
  const query = parseList(activityList, await searchParams);
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
  const isShared = (label: string) => tokens.filter((token) => token.label === label).length > 1;
  return (
    <Log
      list={activityList}
      path={ACTIVITY_PATH}
      query={query}
      offers={{
        token: tokens.map(({ uuid, label, hint }) => ({
          value: uuid,
          words: isShared(label) ? `${label} (${hint})` : label,
        })),
      }}
      about="Sign-ins, changes to your tokens and denied requests. Entries can’t be changed or deleted."
      empty="Sign-ins and changes to your tokens will appear here."
      page={page}
      principal={principal}
      entry={(row, earlier) => (
        <ActivityEntry key={row.id} row={row} earlier={earlier} userId={principal.user.id} names={names} />
      )}
    />
  );
}
