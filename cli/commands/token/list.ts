import { findOrganisation, gather } from "../../client/find";
import type { Token } from "../../client/types";
import type { Context } from "../../context";
import type { Column } from "../../output/table";
import { relative } from "../../output/time";
import { printList } from "../places";

export type ListOptions = { status?: string[]; purpose?: string[]; org?: string; label?: string; all?: boolean };

const PATH = "/iam/v3/access-tokens/";

/** The tokens that this one may see: those that work, unless others are asked for. */
export async function listTokens(context: Context, { status, purpose, org, label, all }: ListOptions): Promise<void> {
  const { client, now } = context;
  const query = {
    ...(all ? {} : { status: status ?? ["active"] }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(label === undefined ? {} : { label }),
    ...(org === undefined ? {} : { organisation: (await findOrganisation(client, org)).uuid }),
  };
  const rows = await gather(client.all<Token>(PATH, query));
  printList(context, rows, tokenColumns(now), "There are no such tokens. Create one: latchkey token create --label …");
}

export function tokenColumns(now: Date): Column<Token>[] {
  return [
    { title: "LABEL", of: ({ label }) => label, gives: true },
    { title: "STATUS", of: statusOf },
    { title: "PURPOSE", of: ({ purpose }) => purpose.replaceAll("_", " "), spare: 1 },
    { title: "LAST USED", of: ({ last_used_at }) => relative(last_used_at, now, "never"), spare: 2 },
    { title: "EXPIRES", of: ({ expiration_date }) => relative(expiration_date, now, "never") },
    { title: "ID", of: ({ uuid }) => uuid },
  ];
}

/** What a token is like at a glance. */
export function statusOf({ status, rotation }: Token): string {
  if (status !== "active") return status;
  if (rotation.pending !== null) return "active, rotating";
  return rotation.retiring === null ? "active" : "active, overlap";
}
