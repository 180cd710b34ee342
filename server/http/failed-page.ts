import { FAILED_TEXT, FAILED_TITLE } from "@/lib/failed-page";
import { type HeldPage, hasWords, textOf } from "./held-page";

/**
 * A page that failed, with words for where no script runs: Next.js writes none. With scripts the product's own page takes the place
 * of the whole document. Undefined when it has words itself.
 */
export async function withWordsOfFailure(body: Buffer, encoding: unknown): Promise<HeldPage | undefined> {
  if (hasWords(body, encoding)) return undefined;
  const html = textOf(body, encoding) ?? "";
  // The number that Next.js writes into the log, and into what its scripts read.
  const reference = /\\"digest\\":\\"(\d+)/.exec(html)?.[1];
  return { body: Buffer.from(html.replace(/<body[^>]*>/, (tag) => `${tag}${words(reference)}`)), encoding: undefined };
}

function words(reference: string | undefined): string {
  const told = reference && `<p>If it happens again, tell support this reference: <code>${reference}</code></p>`;
  return `<noscript><main style="max-width:36rem;margin:4rem auto;padding:0 1rem;display:grid;gap:1rem">
<h1 style="font-size:1.5rem">${FAILED_TITLE}</h1>
<p>${FAILED_TEXT}</p>
${told ?? ""}
<p><a href="/" style="text-decoration:underline">Go to the start page</a></p>
</main></noscript>`;
}
