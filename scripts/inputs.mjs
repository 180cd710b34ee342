/** Whether what was made of some files is still what would be made of them. */
import { createHash } from "node:crypto";
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";

/**
 * What tells later whether files are still the same: what they hold, and what the system says of each, when it was last changed above all.
 * @param {readonly string[]} inputs
 */
export function stampOf(inputs) {
  // First: what changes between the two is looked at again.
  const touched = touchesOf(inputs);
  return { hash: contentOf(inputs), touched };
}

/**
 * Whether files hold what they held when their stamp was made. Each start asks, of two thousand files: they are read only when one of them
 * was touched since.
 * @param {string} stampFile JSON of their stamp, and perhaps of their names
 * @param {readonly string[]} [given] their names, where the stamp has none
 */
export function isUnchanged(stampFile, given) {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, "utf8"));
    const { inputs = given, hash, touched } = stamp;
    const now = touchesOf(inputs);
    if (now === touched) return true;
    if (contentOf(inputs) !== hash) return false;
    keep(stampFile, { ...stamp, touched: now });
    return true;
  } catch {
    return false;
  }
}

/**
 * Two processes may write the same file at once: nobody reads what is written in part.
 * @param {string} file
 * @param {string | Uint8Array} contents
 */
export function replaceFile(file, contents) {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, file);
}

function keep(stampFile, stamp) {
  try {
    replaceFile(stampFile, JSON.stringify(stamp));
  } catch {
    // Where nothing can be written, they are read the next time, too.
  }
}

function contentOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(file));
  return hash.digest("hex");
}

function touchesOf(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    const { ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
    hash.update(`${file}\n${ino} ${size} ${mtimeNs} ${ctimeNs}\n`);
  }
  return hash.digest("hex");
}
