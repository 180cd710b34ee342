import { findOrganisation } from "../client/find";
import type { Activity } from "../client/types";
import type { Context } from "../context";
import { relative } from "../output/time";
import { printList } from "./places";

/** What happened in an organisation, the newest first. */
export async function listActivity(context: Context, { org, most }: { org: string; most: number }): Promise<void> {
  const { uuid } = await findOrganisation(context.client, org);
  const rows: Activity[] = [];
  const path = `/iam/v3/organisations/${uuid}/activities/`;
  for await (const entry of context.client.all<Activity>(path, { page_size: String(Math.min(most, 500)) })) {
    rows.push(entry);
    if (rows.length === most) break;
  }
  printList(
    context,
    rows,
    [
      { title: "WHEN", of: ({ created_at }) => relative(created_at, context.now, "") },
      { title: "WHO", of: ({ user_email }) => user_email ?? "", gives: true },
      { title: "WHAT", of: ({ description }) => description, gives: true },
    ],
    "No activity yet.",
  );
}
