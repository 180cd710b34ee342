import { z } from "zod";
import { db } from "@/db/database";
import type { PrincipalOrganisation } from "@/lib/authorization/principal";
import { type BulkWithdrawalJson, findBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/read";

/** The sweep of an address, for somebody who may withdraw access in the organisation; undefined when there is none. */
export async function findSweep(
  organisation: PrincipalOrganisation,
  uuid: string,
): Promise<BulkWithdrawalJson | undefined> {
  return z.uuid().lowercase().safeParse(uuid).success ? await findBulkWithdrawal(db, organisation, uuid) : undefined;
}
