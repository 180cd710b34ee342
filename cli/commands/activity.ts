import { findOrganisation, gather } from "../client/find";
import type { Activity } from "../client/types";
import type { Context } from "../context";
import { relative } from "../output/time";
import { printList } from "./places";

/** What happened in an organisation, the newest first. */
export async function listActivity(context: Context, { org, most }: { org: string; most: number }): Promise<void> {
  const { uuid } = await findOrganisation(context.client, org);
  const rows = await gather(context.client.all<Activity>(`/iam/v3/organisations/${uuid}/activities/`, {}, most));
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
