import type { Db } from "@/db/database";
import { findSunset } from "@/db/imported-token/sunset";

/** Why an imported token may not live until then, as a sentence for its field; undefined when it may. */
export async function refuseBeyondSunset(
  trx: Db,
  token: { imported_at: Date | null },
  expiresAt: Date | null,
): Promise<string | undefined> {
  if (token.imported_at === null) return undefined;
  const sunset = await findSunset(trx);
  if (sunset === undefined || (expiresAt !== null && expiresAt <= sunset.at)) return undefined;
  return "Imported tokens stop working before this date. Create a new token instead.";
}
