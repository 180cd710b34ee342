import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Figure } from "./summary";

export const MOST_BYTES = 220_000;

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

/** How much JavaScript the page at `path` makes a browser load, compressed as a reverse proxy would. */
export async function weighScripts(url: string, path: string, cookie: string) {
  const page = await fetch(url + path, { headers: { Cookie: cookie } });
  if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
  const weight = { gzip: 0, brotli: 0, files: 0 };
  for (const script of scriptsOf(await page.text())) {
    const answer = await fetch(url + script);
    if (!answer.ok) throw new Error(`${script} answered ${answer.status}`);
    const text = Buffer.from(await answer.arrayBuffer());
    weight.gzip += gzipSync(text).length;
    weight.brotli += brotliCompressSync(text).length;
    weight.files++;
  }
  return weight;
}

export async function scriptBytes(url: string, cookie: string): Promise<Figure> {
  const { gzip, brotli, files } = await weighScripts(url, "/account/access-tokens", cookie);
  return {
    name: "scripts",
    title: "JavaScript of the token list, compressed",
    value: `${(gzip / 1000).toFixed(0)} kB`,
    target: `< ${MOST_BYTES / 1000} kB`,
    reached: gzip < MOST_BYTES,
    note: `${files} files by gzip; ${(brotli / 1000).toFixed(0)} kB by Brotli`,
  };
}
