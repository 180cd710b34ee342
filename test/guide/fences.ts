import { lexer } from "marked";
import { known } from "@/lib/docs/guide";

/** A fenced block of Markdown: its language, the file that it belongs in, and what stands in it. */
export type Fence = { language: string; file: string | undefined; code: string };

/** The fenced blocks of a page, in their order. Pure. */
export function fencesOf(markdown: string): Fence[] {
  return known(lexer(markdown))
    .filter((token) => token.type === "code")
    .map(({ lang = "", text }) => {
      const [language = "", file] = lang.split(" ");
      return { language, file, code: text };
    });
}
