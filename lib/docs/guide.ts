import { readFileSync } from "node:fs";
import path from "node:path";
import { lexer, type MarkedToken, type Token, walkTokens } from "marked";
import { processWide } from "@/db/process-wide";
import { env } from "@/lib/env";
import { anchorOf } from "./anchor";
import { GUIDE } from "./contents";
import { type Instance, inWordsOf } from "./instance-words";

export type Heading = { anchor: string; title: string; depth: number };

/** A page of the guide as it is shown: what stands below each of its headings of the second level, and before the first. */
export type GuidePage = { title: string; lead: MarkedToken[]; sections: GuideSection[] };
export type GuideSection = Heading & { blocks: MarkedToken[]; subheadings: Heading[] };

const pages = () => processWide("guide", () => new Map<string, GuidePage>());

/** The page `/docs/SLUG`, in the words of this instance; undefined when the guide has none of this name. */
export function findGuidePage(slug: string): GuidePage | undefined {
  if (!GUIDE.some(({ href }) => href === `/docs/${slug}`)) return undefined;
  const known = pages().get(slug);
  if (known) return known;
  const { APP_URL, BRAND_NAME, TOKEN_PREFIX } = env();
  const page = parseGuidePage(readGuide(slug), {
    appUrl: APP_URL,
    brandName: BRAND_NAME,
    tokenPrefix: TOKEN_PREFIX,
  });
  // While somebody writes, each look reads the file.
  if (process.env.NODE_ENV === "production") pages().set(slug, page);
  return page;
}

/** The Markdown of a page of the guide. The server runs in the folder of the repository. */
export function readGuide(slug: string): string {
  return readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), "docs/guide", `${slug}.md`), "utf8");
}

/** Pure. The first line is the title. */
export function parseGuidePage(markdown: string, instance: Instance): GuidePage {
  const [title, ...blocks] = known(lexer(markdown)).filter(({ type }) => type !== "space");
  const page: GuidePage = { title: title?.type === "heading" ? title.text : "", lead: [], sections: [] };
  for (const block of blocks) {
    if (block.type === "heading" && block.depth === 2) {
      page.sections.push({ ...headingOf(block, instance), blocks: [], subheadings: [] });
      continue;
    }
    const section = page.sections.at(-1);
    if (block.type === "heading") section?.subheadings.push(headingOf(block, instance));
    (section?.blocks ?? page.lead).push(block);
  }
  walkTokens(blocks, (token) => {
    if ("text" in token) token.text = inWordsOf(instance, token.text);
  });
  return page;
}

// By its Markdown: an anchor is the same on every instance.
function headingOf({ text, depth }: { text: string; depth: number }, instance: Instance): Heading {
  return { anchor: anchorOf(text), title: inWordsOf(instance, text.replaceAll(/[`*]/g, "")), depth };
}

/** The tokens of the lexer: others exist only with extensions, and there are none. */
export function known(tokens: readonly Token[]): MarkedToken[] {
  return tokens as MarkedToken[];
}
