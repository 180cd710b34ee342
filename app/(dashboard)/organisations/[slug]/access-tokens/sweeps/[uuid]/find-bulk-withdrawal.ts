import { z } from "zod";
import { db } from "@/db/database";
import type { PrincipalOrganisation } from "@/lib/authorization/principal";
import { type BulkWithdrawalJson, findBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/read";

/** The bulk withdrawal of an address, for someone who may withdraw access in the organisation; undefined when there is none. */
export async function findBulkWithdrawalOf(
  organisation: PrincipalOrganisation,
  uuid: string | undefined,
): Promise<BulkWithdrawalJson | undefined> {
  const asked = z.uuid().lowercase().safeParse(uuid);
  return asked.success ? await findBulkWithdrawal(db, organisation, asked.data) : undefined;
}
