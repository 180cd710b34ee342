import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Figure } from "./summary";

const MOST_BYTES = 220_000;

/**
 * The scripts that a page names: in its tags, and in what it tells the browser to load for its parts. Those for browsers without modules are
 * left out: none that is supported loads them.
 */
export function scriptsOf(html: string): string[] {
  const found = html
    .replaceAll(/<script[^>]*\snomodule[^>]*>/gi, "")
    .matchAll(/(?:\/_next\/)?static\/chunks\/[^"'\\\s<>]+?\.js/g);
  return [...new Set([...found].map(([path]) => (path.startsWith("/") ? path : `/_next/${path}`)))];
}

/** How much JavaScript the token list makes a browser load, compressed as a reverse proxy would. */
export async function scriptBytes(url: string, cookie: string): Promise<Figure> {
  const page = await fetch(`${url}/account/access-tokens`, { headers: { Cookie: cookie } });
  if (page.status !== 200) throw new Error(`the token list answered ${page.status}`);
  let [gzip, brotli, count] = [0, 0, 0];
  for (const path of scriptsOf(await page.text())) {
    const script = await fetch(url + path);
    if (!script.ok) throw new Error(`${path} answered ${script.status}`);
    const text = Buffer.from(await script.arrayBuffer());
    gzip += gzipSync(text).length;
    brotli += brotliCompressSync(text).length;
    count++;
  }
  return {
    name: "scripts",
    title: "JavaScript of the token list, compressed",
    value: `${(gzip / 1000).toFixed(0)} kB`,
    target: `< ${MOST_BYTES / 1000} kB`,
    reached: gzip < MOST_BYTES,
    note: `${count} files by gzip; ${(brotli / 1000).toFixed(0)} kB by Brotli`,
  };
}
