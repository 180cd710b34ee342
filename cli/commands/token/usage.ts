import { findTokenOrSelf } from "../../client/find";
import type { Usage } from "../../client/types";
import type { Context } from "../../context";
import { printTable } from "../../output/table";
import { relative } from "../../output/time";

const DAYS = 30;
const BAR = 20;

/** What a token did in the last days, and from where. */
export async function showUsage({ client, output, now }: Context, idOrLabel: string): Promise<void> {
  const { uuid, label } = await findTokenOrSelf(client, idOrLabel);
  const usage = await client.get<Usage>(`/iam/v3/access-tokens/${uuid}/usage/`);
  if (output.isJson) return output.json(usage);
  const days = usage.days.slice(-DAYS).filter(({ requests, refused }) => requests + refused > 0);
  if (days.length === 0) return output.note(`“${label}” was not used in the last ${DAYS} days.`);
  const most = Math.max(...days.map(({ requests, refused }) => requests + refused));
  printTable(
    output,
    [
      { title: "DAY", of: ({ date }) => date },
      { title: "REQUESTS", of: ({ requests }) => String(requests) },
      { title: "REFUSED", of: ({ refused }) => String(refused) },
      {
        title: "",
        of: ({ requests, refused }) => "▇".repeat(Math.ceil(((requests + refused) / most) * BAR)),
        gives: true,
      },
    ],
    days,
  );
  if (usage.scopes_used.length > 0)
    output.line(`\nScopes used: ${usage.scopes_used.map(({ scope }) => scope).join(", ")}`);
  if (usage.sources.length === 0) return;
  output.line("");
  printTable(
    output,
    [
      { title: "FROM", of: ({ address }) => address ?? "" },
      { title: "WITH", of: ({ user_agent }) => user_agent, gives: true },
      { title: "ROUTE", of: ({ route }) => route, gives: true },
      { title: "REQUESTS", of: ({ requests }) => String(requests) },
      { title: "LAST", of: ({ last_seen_at }) => relative(last_seen_at, now, "") },
    ],
    usage.sources,
  );
}
