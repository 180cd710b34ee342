import { timingSafeEqual } from "node:crypto";
import type { Db } from "@/db/database";
import { insertFingerprint } from "@/db/instance";
import { deriveKey } from "@/lib/keys";

/**
 * Whether `secret` is the one that the data was made with; a new database keeps its fingerprint. With another secret, every
 * token would stop working and every session end. The fingerprint is derived from the secret one way.
 */
export async function isSecretOfData(db: Db, secret: string): Promise<boolean> {
  const fingerprint = deriveKey("fingerprint", secret);
  const kept = Buffer.from(await insertFingerprint(db, fingerprint.toString("hex")), "hex");
  return kept.length === fingerprint.length && timingSafeEqual(kept, fingerprint);
}
