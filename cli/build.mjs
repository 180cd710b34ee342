/** Makes the client: one file that needs nothing but Node.js. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const folder = import.meta.dirname;

/** @param {string} outfile */
export async function buildClient(outfile = path.join(folder, "dist", "latchkey.mjs")) {
  mkdirSync(path.dirname(outfile), { recursive: true });
  await build({
    entryPoints: [path.join(folder, "main.ts")],
    outfile,
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
  });
  return outfile;
}

if (process.argv[1] === import.meta.filename) await buildClient();
