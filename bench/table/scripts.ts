import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Figure } from "./summary";

/** Of all scripts of a page with their headers, as a browser without a copy of them is sent. */
export const MOST_BYTES = { tokens: 180_000, token: 220_000 };

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

/** How much JavaScript the page at `path` makes a browser load: as it is `sent`, headers included, and as a reverse proxy would compress it. */
export async function weighScripts(url: string, path: string, cookie: string) {
  const page = await fetch(url + path, { headers: { Cookie: cookie } });
  if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
  const weight = { sent: 0, gzip: 0, brotli: 0, files: 0 };
  for (const script of scriptsOf(await page.text())) {
    const answer = await fetch(url + script, { headers: { "Accept-Encoding": "gzip, br" } });
    if (!answer.ok) throw new Error(`${script} answered ${answer.status}`);
    const text = Buffer.from(await answer.arrayBuffer());
    const gzip = gzipSync(text).length;
    // Short ones are sent in chunks, as they are compressed.
    weight.sent += Number(answer.headers.get("content-length") ?? gzip);
    for (const [name, value] of answer.headers) weight.sent += `${name}: ${value}\r\n`.length;
    weight.gzip += gzip;
    weight.brotli += brotliCompressSync(text).length;
    weight.files++;
  }
  return weight;
}

export async function scriptBytes(url: string, cookie: string): Promise<Figure> {
  const { sent, gzip, brotli, files } = await weighScripts(url, "/account/access-tokens", cookie);
  return {
    name: "scripts",
    title: "JavaScript of the token list, as sent",
    value: `${(sent / 1000).toFixed(0)} kB`,
    target: `< ${MOST_BYTES.tokens / 1000} kB`,
    reached: sent < MOST_BYTES.tokens,
    note: `${files} files with their headers; ${(gzip / 1000).toFixed(0)} kB by gzip, ${(brotli / 1000).toFixed(0)} kB by Brotli`,
  };
}
