import {
  copyFileSync,
  type Dirent,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BUILD = path.join(ROOT, ".next");

// What no server reads, or only for the lines in a stack, and what it writes: that of the build itself stays as it is.
const NOT_COPIED = /\.(map|nft\.json)$|^(cache|latchkey[/\\]compiled)([/\\]|$)/;

/** A check as it stands in the compiled server, and what stands there when someone takes it out. */
export type Removed = { pattern: RegExp; replacement: string };

/** A copy of the production build beside it, with one check taken out of what the server runs. It must be found to be taken out. */
export function copyBuild(name: string, removed: Removed): { folder: string; remove(): void } {
  const folder = `.next-${name}`;
  const target = path.join(ROOT, folder);
  const remove = () => rmSync(target, { recursive: true, force: true });
  remove();
  mkdirSync(target);
  let patched = 0;
  for (const entry of readdirSync(BUILD, { recursive: true, withFileTypes: true })) {
    const source = path.join(entry.parentPath, entry.name);
    const file = path.relative(BUILD, source);
    if (NOT_COPIED.test(file)) continue;
    const isServers = /^server[/\\].*\.js$/.test(file);
    if (isServers && patch(source, path.join(target, file), removed)) patched++;
    else copy(entry, source, path.join(target, file));
  }
  if (patched === 0) {
    throw new Error(`${removed.pattern} is nowhere in the build: the check looks different now`);
  }
  return { folder, remove };
}

function copy(entry: Dirent, from: string, to: string) {
  if (entry.isDirectory()) mkdirSync(to);
  else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  // The same file once more: nothing changes scripts, and they are most of the build.
  else if (entry.name.endsWith(".js")) linkSync(from, to);
  else copyFileSync(from, to);
}

/** @returns whether there was something to change: if not, nothing is written */
function patch(from: string, to: string, { pattern, replacement }: Removed): boolean {
  const text = readFileSync(from, "utf8");
  const changed = text.replaceAll(pattern, replacement);
  if (changed === text) return false;
  writeFileSync(to, changed);
  return true;
}
