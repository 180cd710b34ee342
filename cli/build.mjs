/** Makes the client: one file that needs nothing but Node.js, and a package of it that npm installs. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { tarballOf } from "./tarball.mjs";

const folder = import.meta.dirname;

/** @param {string} outfile */
export async function buildClient(outfile = path.join(folder, "dist", "latchkey.mjs")) {
  mkdirSync(path.dirname(outfile), { recursive: true });
  replace(outfile, await clientCode());
  return outfile;
}

/**
 * Make the client and its package, `latchkey.mjs` and `latchkey.tgz`: of the same sources, always the same bytes.
 * @param {string} target the folder that they come into
 */
export async function buildPackage(target) {
  mkdirSync(target, { recursive: true });
  const code = await clientCode();
  const { name, version, description, license, type, engines } = JSON.parse(
    readFileSync(path.join(folder, "package.json"), "utf8"),
  );
  const manifest = { name, version, description, license, type, bin: { latchkey: "latchkey.mjs" }, engines };
  replace(
    path.join(target, "latchkey.tgz"),
    tarballOf([
      { name: "package.json", content: `${JSON.stringify(manifest, undefined, 2)}\n` },
      { name: "latchkey.mjs", content: code, executable: true },
    ]),
  );
  replace(path.join(target, "latchkey.mjs"), code);
}

async function clientCode() {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: ["main.ts"],
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild made no file");
  return Buffer.from(file.contents);
}

/**
 * Nobody reads what is written in part.
 * @param {string} file
 * @param {Buffer} content
 */
function replace(file, content) {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}

if (process.argv[1] === import.meta.filename) await buildClient();
