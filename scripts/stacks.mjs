import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * Have stacks tell the lines of our files, not of what is made from them. A source map is read when a stack first needs it: with
 * `--enable-source-maps` Node.js reads the map of each file that it loads, which takes a fifth of a start and keeps them all in memory.
 */
export function tellOurLines() {
  Error.prepareStackTrace = (error, frames) => [headline(error), ...frames.map(line)].join("\n    at ");
  // Next.js replaces that. It tells our lines where an error is logged, and asks here for what Node.js has no map of.
  globalThis[Symbol.for("next.dev.bundlerFindSourceMap")] = payloadOf;
}

function headline(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

/** What cannot be told stays as it is: an error that is lost in the telling would be worse. */
function line(frame) {
  try {
    return inOurs(frame);
  } catch {
    return String(frame);
  }
}

function inOurs(frame) {
  const generated = frame.getFileName();
  const [row, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  if (!generated || !row || !column) return String(frame);
  const entry = mapOf(generated)?.findEntry(row - 1, column - 1);
  if (entry?.originalSource === undefined) return String(frame);
  const original = fileURLToPath(new URL(entry.originalSource, urlOf(generated)));
  const place = `${original}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  return String(frame).replace(`${generated}:${row}:${column}`, () => place);
}

const maps = new Map();

function mapOf(file) {
  if (!maps.has(file)) {
    const payload = payloadOf(file);
    maps.set(file, payload && new SourceMap(payload));
  }
  return maps.get(file);
}

const payloads = new Map();

/** The source map beside a file, which is told by its path or its URL. */
function payloadOf(file) {
  if (!payloads.has(file)) payloads.set(file, readMap(file));
  return payloads.get(file);
}

function readMap(file) {
  try {
    return JSON.parse(readFileSync(fileURLToPath(`${urlOf(file)}.map`), "utf8"));
  } catch {
    return undefined;
  }
}

function urlOf(file) {
  return file.startsWith("file:") ? file : pathToFileURL(file).href;
}
