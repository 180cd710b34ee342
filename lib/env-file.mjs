// @ts-check
import { readFileSync } from "node:fs";
import { parseDotenv } from "./dotenv.mjs";

/** Settings in a file that cannot be read. `message` is a sentence for the operator, with no value of a setting in it. */
export class EnvFileError extends Error {
  /** @override */
  name = "EnvFileError";
}

/**
 * Complete `env` with the settings of a file, such as `.env`: what is in `env` already overrules the file, also when it is
 * empty. A file that is not there says nothing. Plain JavaScript, like what it is read with: the scripts need it first.
 * @param {string} file
 * @param {Record<string, string | undefined>} env
 * @returns {string[]} a sentence about each setting from the file that comes more than once, without its values
 * @throws {EnvFileError}
 */
export function readEnvFile(file = ".env", env = process.env) {
  const { entries, wrongLines, repeated } = parseDotenv(textOf(file));
  if (wrongLines.length > 0) {
    const lines = wrongLines.length === 1 ? `Line ${wrongLines[0]}` : `Lines ${wrongLines.join(", ")}`;
    throw new EnvFileError(`${lines} of ${file} can't be read: write NAME=value, and close every quote.`);
  }
  const nul = entries.find(({ value }) => value.includes("\0"));
  if (nul) throw new EnvFileError(`Line ${nul.line} of ${file} can't be read: it contains the character NUL.`);
  const used = entries.filter(({ name }) => env[name] === undefined);
  for (const { name, value } of used) env[name] = value;
  const earlier = new Map(repeated.map(([before, line]) => [line, before]));
  return used
    .filter(({ line }) => earlier.has(line))
    .map(({ name, line }) => {
      const lines = [line];
      for (let at = earlier.get(line); at !== undefined; at = earlier.get(at)) lines.unshift(at);
      return `${name} is set more than once in ${file}, on lines ${lines.join(", ")}: the last one is used.`;
    });
}

/** @param {string} file */
function textOf(file) {
  let bytes;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    if (code === "ENOENT") return "";
    throw new EnvFileError(`${file} can't be read (${code}).`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const text = bytes.toString("utf8");
    const line = text.slice(0, text.indexOf("\ufffd")).split(/\r\n?|\n/).length;
    throw new EnvFileError(`Line ${line} of ${file} can't be read: it is not UTF-8.`);
  }
}
