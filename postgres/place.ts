import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import { type Binaries, program } from "./binaries";
import { isCluster } from "./cluster";
import {
  canRun,
  hasName,
  type Identity,
  isRoot,
  ourselves,
  systemUser,
  unprivilegedUser,
  userNamespace,
} from "./identity";

/** The user, the binaries and the folder of PostgreSQL (an absolute path without links). */
export type Place = { identity: Identity; binaries: Binaries; cluster: string };

// Where root keeps what must survive a restart and other users may enter.
const STATE_DIR = "/var/lib/latchkey";

/**
 * Decide how PostgreSQL can run here. Root starts it as an unprivileged user, that of the data if it has one;
 * below a folder that only root may enter, in a user namespace; where those are forbidden, from copies in `/var/lib`.
 */
export async function findPlace(dataDir: string, binaries: Binaries, say: (line: string) => void): Promise<Place> {
  const cluster = clusterFolder(dataDir);
  const exists = isCluster(cluster);
  if (!isRoot()) {
    const nameless = process.platform === "linux" && !exists && !hasName(process.getuid?.() ?? 0);
    return { identity: nameless ? userNamespace : ourselves, binaries, cluster };
  }
  const { uid, gid } = statSync(exists ? cluster : dataDir);
  const user = systemUser(uid !== 0 && (exists || hasName(uid)) ? { uid, gid } : unprivilegedUser());
  for (const identity of [user, userNamespace]) {
    if (await canRun(identity, program(binaries, "postgres"), dataDir)) return { identity, binaries, cluster };
  }
  const elsewhere = moveToStateDir(dataDir, cluster, binaries);
  say(`The database's user has no access to ${dataDir}: its data is in ${elsewhere.cluster}.`);
  return { identity: user, ...elsewhere };
}

/** The folder of the database: `postgres` in `dataDir`, or where that leads. */
export function clusterFolder(dataDir: string): string {
  const folder = path.join(dataDir, "postgres");
  return existsSync(folder) ? realpathSync(folder) : folder;
}

function moveToStateDir(dataDir: string, cluster: string, binaries: Binaries): { cluster: string; binaries: Binaries } {
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  const home = path.join(STATE_DIR, name);
  for (const folder of [STATE_DIR, home]) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o711);
  }
  const moved = path.join(home, "postgres");
  if (isCluster(cluster) && cluster !== moved) copyComplete(cluster, moved);
  const link = path.join(dataDir, "postgres");
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() !== true) {
    rmSync(link, { recursive: true, force: true });
    symlinkSync(moved, link);
  }
  const folder = path.join(STATE_DIR, `postgresql-${binaries.version}`);
  if (!existsSync(folder)) copyComplete(binaries.folder, folder);
  chmodSync(folder, 0o755);
  return { cluster: moved, binaries: { ...binaries, folder } };
}

/** Copies a folder completely or not at all. */
function copyComplete(from: string, to: string) {
  const unfinished = `${to}.copying`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  renameSync(unfinished, to);
}
