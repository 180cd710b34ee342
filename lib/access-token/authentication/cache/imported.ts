import { type Db, db as processDb } from "@/db/database";
import { hasImportedSecretRows } from "@/db/imported-token/exists";
import { isImportable, parseSecret } from "@/lib/access-token/secret/secret";
import { runningPrincipals } from "./principals";

// For a process that is told of no changes: how long an import may go unnoticed there.
const RECENT_MS = 5_000;
const recent = new WeakMap<Db, { found: Promise<boolean>; until: number }>();

/**
 * Whether a text is looked up: a secret of our format always is; anything else only while there are imported secrets, so that a
 * typo and a stranger's nonsense cost no statement otherwise. Does not say that it is a secret.
 */
export async function isLookedUp(db: Db, text: string): Promise<boolean> {
  if (parseSecret(text).status === "well_formed") return true;
  return isImportable(text) && (await hasImportedSecrets(db));
}

/** The same without waiting, for the process's own database: false where it is not known. */
export function isLookedUpAtOnce(text: string): boolean {
  if (parseSecret(text).status === "well_formed") return true;
  return runningPrincipals()?.knowsImported === true && isImportable(text);
}

/** Whether there are imported secrets: remembered until that may have changed. */
export async function hasImportedSecrets(db: Db): Promise<boolean> {
  const ask = () => hasImportedSecretRows(db);
  const told = await (db === processDb ? runningPrincipals()?.hasImported(ask) : undefined);
  if (told !== undefined) return told;
  const last = recent.get(db);
  if (last !== undefined && performance.now() < last.until) return await last.found;
  const asked = { found: ask(), until: performance.now() + RECENT_MS };
  recent.set(db, asked);
  try {
    return await asked.found;
  } catch (error) {
    if (recent.get(db) === asked) recent.delete(db);
    throw error;
  }
}
