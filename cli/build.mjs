/** Makes the client: one file that needs nothing but Node.js, and a package of it that npm installs. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { tarballOf } from "./tarball.mjs";

const folder = import.meta.dirname;

/** @param {string} outfile */
export async function buildClient(outfile = path.join(folder, "dist", "latchkey.mjs")) {
  mkdirSync(path.dirname(outfile), { recursive: true });
  const { code } = await clientCode();
  replace(outfile, code);
  return outfile;
}

/**
 * Make the client and its package, `latchkey.mjs` and `latchkey.tgz`: of the same sources, always the same bytes.
 * @param {string} target the folder that they come into
 * @returns {Promise<string[]>} the files of ours that they are made of
 */
export async function buildPackage(target) {
  mkdirSync(target, { recursive: true });
  const { code, inputs } = await clientCode();
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
  return [...inputs, ...["build.mjs", "package.json", "tarball.mjs"].map((file) => path.join(folder, file))];
}

async function clientCode() {
  const { outputFiles, metafile } = await build({
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
    metafile: true,
    write: false,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild made no file");
  const inputs = Object.keys(metafile.inputs).filter((input) => !input.includes("node_modules/"));
  return { code: Buffer.from(file.contents), inputs: inputs.map((input) => path.join(folder, input)) };
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
