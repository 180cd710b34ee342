import type { z } from "zod";
import type { Db } from "@/db/database";
import * as table from "@/db/organisation/bulk-withdrawal";
import { personName } from "@/lib/access-token/json";
import type { PrincipalOrganisation } from "@/lib/authorization/principal";
import type { bulkWithdrawalSchema } from "./schema";

export type BulkWithdrawalJson = z.output<typeof bulkWithdrawalSchema>;

export type BulkWithdrawalItemJson = {
  uuid: string;
  label: string;
  /** null for one of the organisation's own. */
  owner: { uuid: string; name: string; email: string } | null;
  outcome: table.BulkWithdrawalOutcome;
  done_at: string | null;
};

/** One bulk withdrawal of the organisation, asked for by someone who may withdraw access there; undefined when there is none. */
export async function findBulkWithdrawal(
  db: Db,
  organisation: PrincipalOrganisation,
  id: string,
): Promise<BulkWithdrawalJson | undefined> {
  const row = await table.findBulkWithdrawal(db, organisation.id, id);
  return row && bulkWithdrawalJson(row, await table.countBulkWithdrawalItems(db, id));
}

/** How many tokens a bulk withdrawal is about. */
export function countItems({ tokens }: Pick<BulkWithdrawalJson, "tokens">): number {
  return Object.values(tokens).reduce((sum, one) => sum + one, 0);
}

/** The organisation's bulk withdrawals, the newest first. */
export async function listBulkWithdrawals(
  db: Db,
  organisation: PrincipalOrganisation,
  page: { limit: number; offset: number },
): Promise<{ bulkWithdrawals: BulkWithdrawalJson[]; count: number }> {
  const { rows, count } = await table.listBulkWithdrawals(db, organisation.id, page);
  return { bulkWithdrawals: rows.map((row) => bulkWithdrawalJson(row, countsOf(row.counts))), count };
}

/** The tokens of a bulk withdrawal, those that failed first. */
export async function listBulkWithdrawalItems(
  db: Db,
  bulkWithdrawalId: string,
  page: { outcome?: table.BulkWithdrawalOutcome; limit: number; offset: number },
): Promise<BulkWithdrawalItemJson[]> {
  return (await table.listBulkWithdrawalItems(db, bulkWithdrawalId, page)).map((row) => ({
    uuid: row.token_id,
    label: row.label,
    owner:
      row.user_id === null
        ? null
        : {
            uuid: row.user_id,
            email: row.owner_email ?? "",
            name: personName({
              email: row.owner_email ?? "",
              firstName: row.owner_first_name ?? "",
              lastName: row.owner_last_name ?? "",
            }),
          },
    outcome: row.outcome,
    done_at: row.done_at?.toISOString() ?? null,
  }));
}

// Some hundred kilobytes at a time.
const ITEMS_AT_ONCE = 500;

/** All tokens of a bulk withdrawal, as a stream. */
export async function* readBulkWithdrawalItems(
  db: Db,
  bulkWithdrawalId: string,
): AsyncGenerator<BulkWithdrawalItemJson[]> {
  for (let offset = 0; ; offset += ITEMS_AT_ONCE) {
    const items = await listBulkWithdrawalItems(db, bulkWithdrawalId, { limit: ITEMS_AT_ONCE, offset });
    if (items.length > 0) yield items;
    if (items.length < ITEMS_AT_ONCE) return;
  }
}

function bulkWithdrawalJson(
  row: table.BulkWithdrawalDetailsRow,
  tokens: BulkWithdrawalJson["tokens"],
): BulkWithdrawalJson {
  return {
    uuid: row.id,
    made_before: row.made_before.toISOString(),
    personal: row.includes_personal,
    organisation: row.includes_organisation,
    reason: row.reason,
    created_at: row.created_at.toISOString(),
    created_by:
      row.created_by_user_id === null
        ? null
        : {
            uuid: row.created_by_user_id,
            name: personName({
              email: row.starter_email ?? "",
              firstName: row.starter_first_name ?? "",
              lastName: row.starter_last_name ?? "",
            }),
          },
    finished_at: row.finished_at?.toISOString() ?? null,
    tokens,
  };
}

function countsOf(
  rows: readonly { outcome: table.BulkWithdrawalOutcome; count: number }[],
): BulkWithdrawalJson["tokens"] {
  const counts = { pending: 0, withdrawn: 0, revoked: 0, unchanged: 0, failed: 0 };
  for (const { outcome, count } of rows) counts[outcome] = count;
  return counts;
}
