import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { type Binaries, program } from "./binaries";
import { type Identity, isRoot, runAs } from "./identity";
import { isAlive } from "./postmaster";

/** Create the data folder of an instance so that PostgreSQL's own user can pass through it. */
export function makeDataDir(dataDir: string): void {
  if (existsSync(dataDir)) return;
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, isRoot() ? 0o711 : 0o700);
}

/**
 * Make an empty database cluster. It appears at `cluster` complete or not at all, so a kill in the middle leaves nothing half
 * made; of two concurrent calls, the second finds the cluster of the first.
 */
export async function initialise(
  cluster: string,
  { binaries, identity }: { binaries: Binaries; identity: Identity },
  { password, durable }: { password: string; durable: boolean },
): Promise<void> {
  removeLeftovers(cluster);
  const unfinished = `${cluster}.unfinished-${process.pid}`;
  const passwordFile = `${unfinished}-password`;
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    own(unfinished, identity);
    own(passwordFile, identity);
    // The builtin provider sorts and folds alike on every system, whatever locales it has.
    const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const access = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    const safety = durable ? ["--data-checksums"] : ["--no-sync"];
    await runAs(
      identity,
      program(binaries, "initdb"),
      [`--pgdata=${unfinished}`, ...locale, ...access, ...safety],
      unfinished,
    );
    renameSync(unfinished, cluster);
  } catch (error) {
    if (!isCluster(cluster)) throw error;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Whether there is a database cluster at this path. */
export function isCluster(cluster: string): boolean {
  return existsSync(path.join(cluster, "PG_VERSION"));
}

/** Make every file of the cluster `identity`'s, when they are another's: PostgreSQL insists on it. */
export function ownCluster(cluster: string, identity: Identity): void {
  if (identity.owner === undefined || statSync(cluster).uid === identity.owner.uid) return;
  const { uid, gid } = identity.owner;
  for (const name of readdirSync(cluster, { recursive: true })) lchownSync(path.join(cluster, String(name)), uid, gid);
  chownSync(cluster, uid, gid);
}

function own(file: string, identity: Identity) {
  if (identity.owner) chownSync(file, identity.owner.uid, identity.owner.gid);
}

function removeLeftovers(cluster: string) {
  const prefix = `${path.basename(cluster)}.unfinished-`;
  for (const name of readdirSync(path.dirname(cluster))) {
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (!name.startsWith(prefix) || (isAlive(pid) && pid !== process.pid)) continue;
    rmSync(path.join(path.dirname(cluster), name), { recursive: true, force: true });
  }
}
