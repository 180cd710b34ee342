/** What browsers load of a build, packed once by Brotli: a sixth less to send than by gzip, and nothing to pack at each request. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);
// Below that, it saves less than what says that it is packed.
const LEAST_BYTES = 1_000;

/**
 * Read by server/http/packed-files.ts.
 * @param {string} folder of the build
 */
export async function packScripts(folder) {
  const from = path.join(folder, "static");
  const to = path.join(folder, "latchkey", "static");
  rmSync(to, { recursive: true, force: true, maxRetries: 3 });
  const names = readdirSync(from, { recursive: true, encoding: "utf8" }).filter((name) => /\.(js|css)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const plain = readFileSync(path.join(from, name));
      if (plain.length < LEAST_BYTES) return;
      const packed = await compress(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } });
      mkdirSync(path.dirname(path.join(to, name)), { recursive: true });
      writeFileSync(path.join(to, `${name}.br`), packed);
    }),
  );
}
