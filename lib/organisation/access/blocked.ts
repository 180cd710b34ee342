import type { Db } from "@/db/database";

/** The tokens that the organisation's policy blocks at this moment, each with the reason. */
export async function findBlocked(_db: Db, _organisationId: string): Promise<ReadonlyMap<string, string>> {
  return new Map();
}
