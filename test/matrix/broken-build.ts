import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** A check as it stands in the compiled server, and what stands there when someone takes it out. */
export type Removed = { pattern: RegExp; replacement: string };

/** A copy of the production build beside it, with one check taken out of what the server runs. It must be found to be taken out. */
export function copyBuild(name: string, removed?: Removed): { folder: string; remove(): void } {
  const folder = `.next-${name}`;
  const target = path.join(ROOT, folder);
  rmSync(target, { recursive: true, force: true });
  const cache = path.join(ROOT, ".next", "cache");
  cpSync(path.join(ROOT, ".next"), target, {
    recursive: true,
    verbatimSymlinks: true,
    // Two thirds of it are source maps, which change nothing but the lines in a stack.
    filter: (source) => source !== cache && !source.endsWith(".map"),
  });
  if (removed !== undefined && patch(path.join(target, "server"), removed) === 0) {
    throw new Error(`${removed.pattern} is nowhere in the build: the check looks different now`);
  }
  return { folder, remove: () => rmSync(target, { recursive: true, force: true }) };
}

function patch(folder: string, { pattern, replacement }: Removed): number {
  let patched = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".js")) continue;
    const file = path.join(entry.parentPath, entry.name);
    const text = readFileSync(file, "utf8");
    const changed = text.replaceAll(pattern, replacement);
    if (changed === text) continue;
    writeFileSync(file, changed);
    patched++;
  }
  return patched;
}
